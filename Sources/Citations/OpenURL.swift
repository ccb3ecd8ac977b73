import ArchiveModel
import Markup

extension Citation {
    /// The citation as a ContextObject in key and value pairs (ANSI/NISO Z39.88-2004), which COinS put into the title of a
    /// `span`: so Zotero and others take papers from a list.
    package var openURL: String {
        var buffer = ByteBuffer(capacity: 600)
        buffer.append("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3A")
        let isDissertation = type == .thesis
        buffer.append(isDissertation ? "dissertation" : "journal")
        func add(_ key: String, _ value: String?) {
            guard let value, !value.isEmpty else { return }
            buffer.append("&rft\(key)=")
            buffer.append(percentEncoding: value)
        }
        if !isDissertation {
            add(".genre", type == .inproceedings ? "proceeding" : type == .article ? "article" : "preprint")
        }
        let title = MathText.plain(title, macros: macros)
        add(isDissertation ? ".title" : ".atitle", title)
        add(isDissertation ? ".inst" : ".jtitle", isDissertation ? publisher ?? venue : venue)
        if let first = authors.first {
            add(".aulast", first.family)
            add(".aufirst", first.given)
        }
        // A list is no place for three thousand names.
        for author in authors.prefix(100) {
            add(".au", author.given.isEmpty ? author.family : "\(author.given) \(author.family)")
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        add(".date", ([String(year)] + [month, day].compactMap { $0.map(two) }).joined(separator: "-"))
        add(".volume", volume)
        add(".issue", issue)
        add(".pages", pages)
        add("_id", doi.map { "info:doi/" + $0 })
        add("_id", address)
        return buffer.text
    }
}
