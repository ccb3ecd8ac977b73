import ArchiveModel
import Diagnostics
import Markup

extension PaperSource {
    /// The page of a paper on Hugging Face, which has votes, an organization and links beside what arXiv has.
    static let huggingFace = PaperSource(
        name: "Hugging Face",
        recognize: { text in
            guard let host = WebAddress.host(text), host == "huggingface.co" || host == "hf.co" else { return nil }
            return text.split(whereSeparator: { $0 == "/" || $0 == "?" || $0 == "#" }).last {
                Identifier.arxiv(String($0)) != nil
            }
            .flatMap { Identifier.arxiv(String($0)) }
        }, batch: 1, pause: 0.2,
        requests: { ids in ids.map { ("https://huggingface.co/api/papers/\($0)", "application/json") } }
    ) { file in
        let (value, problems) = JSONReader.read(file)
        guard let value else { return Imported(diagnostics: problems) }
        // The paper alone, without what features it: as the daily papers have it, it is within.
        let whole = MetadataValue(
            .table([MetadataValue.Entry(key: "paper", keyRange: value.range, value: value)]), range: value.range)
        var item = TableReader(value["paper"] == nil ? whole : value, in: file, name: "answer")
        let draft = FeaturedPaper.draft(&item)
        var imported = Imported(diagnostics: item.diagnostics)
        if var draft {
            // The day is the archive's own.
            draft[.date] = nil
            imported.records.append(ImportedRecord(draft, at: file.location(of: value.range)))
        }
        return imported
    }
}
