import ArchiveModel
import Citations
import Diagnostics
import Markup

// What importers of several formats do alike.

extension EntryDraft {
    /// Says a line of TeX text for a key, where there is one.
    mutating func set(_ key: EntryKey, tex: String?) {
        set(key, text: tex.map { TeXText($0).line.canonicallyComposed })
    }

    /// Takes an abstract that is TeX text.
    mutating func setText(tex: String?) {
        text = tex.map { TeXText($0).markdown.canonicallyComposed } ?? ""
    }

    /// Says a checked address for a key.
    mutating func set(_ key: EntryKey, address: String?) {
        set(key, text: address.flatMap(WebAddress.checked))
    }

    /// Takes an address of the paper: where it tells an identifier, that.
    mutating func setAddress(_ address: String?) {
        guard let address = address.flatMap(WebAddress.checked) else { return }
        if let id = PaperAddress.arxiv(address) {
            if self[.arxiv] == nil { set(.arxiv, text: id) }
        } else if let id = PaperAddress.doi(address) {
            if self[.doi] == nil { set(.doi, text: id) }
        } else if let id = PaperAddress.openreview(address) {
            if self[.openreview] == nil { set(.openreview, text: id) }
        } else {
            set(.url, text: address)
        }
    }

    /// Finds links to code and to a project's page in texts, where none are known yet.
    mutating func recognizeLinks(in texts: String...) {
        let codeHosts: Set = ["github.com", "gitlab.com", "bitbucket.org", "codeberg.org"]
        for text in texts {
            for match in text.matches(of: #/https?:\/\/[^\s<>(){}\[\]"'$\\]+/#) {
                var found = Substring(match.output)
                while let last = found.last, ".,;:!?".contains(last) { found.removeLast() }
                guard let address = WebAddress.checked(String(found)), let host = WebAddress.host(address) else {
                    continue
                }
                let path = address.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }
                if codeHosts.contains(host), path.split(separator: "/").count >= 2 {
                    if self[.code] == nil { set(.code, text: address) }
                } else if host.hasSuffix(".github.io") || host.hasSuffix(".gitlab.io"), self[.project] == nil {
                    set(.project, text: address)
                }
            }
        }
    }

    /// Says when the paper came out.
    mutating func setPublished(year: Int?, month: Int? = nil, day: Int? = nil) {
        guard let year else { return }
        let date =
            PartialDate(year: year, month: month, day: day) ?? PartialDate(year: year, month: month)
            ?? PartialDate(year: year)
        if let date { self[.published] = .plain(date.iso) }
    }
}

extension PlainValue {
    /// An author: text where there is nothing but a name in reading order, else a table.
    static func author(
        name: String?, given: String? = nil, family: String? = nil, suffix: String? = nil, orcid: String? = nil,
        affiliation: String? = nil
    ) -> PlainValue? {
        var fields: [Field] = []
        for (key, text) in [
            ("name", name), ("given", given), ("family", family), ("suffix", suffix),
            ("orcid", orcid.flatMap(Identifier.orcid)), ("affiliation", affiliation),
        ] {
            if let text, !text.isEmpty { fields.append(Field(key, .text(text))) }
        }
        if fields.isEmpty { return nil }
        if fields.count == 1, let only = fields.first, only.key == "name" { return only.value }
        return .table(fields)
    }

    /// An author of whom family and given names are known. They are kept apart only where the name would be split elsewhere
    /// otherwise.
    static func author(
        given: String, family: String, suffix: String? = nil, orcid: String? = nil, affiliation: String? = nil
    ) -> PlainValue? {
        let name = [given, family, suffix ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
        let split = CitedName(AuthorName(name: name))
        if split.given == given, split.family == family, split.suffix == suffix {
            return author(name: name, orcid: orcid, affiliation: affiliation)
        }
        return author(
            name: nil, given: given, family: family, suffix: suffix, orcid: orcid, affiliation: affiliation)
    }
}
