import ArchiveModel
import Diagnostics
import Markup

extension PaperSource {
    /// The registries of DOIs (Crossref, DataCite and others), by content negotiation: they answer with an item of CSL-JSON.
    static let doi = PaperSource(
        name: "doi.org", recognize: { Identifier.doi($0) ?? PaperAddress.doi($0) }, batch: 1, pause: 0.1,
        requests: { dois in
            dois.map { ("https://doi.org/\(WebAddress.encodedPath($0))", "application/vnd.citationstyles.csl+json") }
        }
    ) { file in
        var imported = Importer.cslJSON.read(file)
        // A DOI's own name makes no address.
        for place in imported.records.indices { imported.records[place].draft[.id] = nil }
        return imported
    }
}
