import ArchiveModel
import Markup

/// Gives assets their names with checksums; style sheets that name other assets are rewritten first, so their own
/// checksums change whenever what they show does.
struct StyleLinker {
    private let contents: [String: [UInt8]]
    private var done: [String: ThemeAssets.File] = [:]
    /// The style sheets being rewritten, which import each other.
    private var open: Set<String> = []

    /// A linker of all assets, by their paths below `assets`.
    init(contents: [String: [UInt8]]) { self.contents = contents }

    /// An asset under its final name.
    mutating func file(_ name: String) -> ThemeAssets.File {
        if let file = done[name] { return file }
        var bytes = contents[name] ?? []
        if name.hasSuffix(".css") {
            open.insert(name)
            bytes = linked(bytes, of: name)
            open.remove(name)
        }
        let route = Route("assets/" + Asset.hashed(name, Checksum.of(bytes)))
        let file = ThemeAssets.File(name: name, bytes: bytes, route: route)
        done[name] = file
        return file
    }

    /// A style sheet whose `url(NAME)` and `@import "NAME"` lead to the final places of the assets they name.
    private mutating func linked(_ bytes: [UInt8], of name: String) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        let pattern = #/(?:url\(\s*(?:"([^"]*)"|'([^']*)'|([^'")\s]+))\s*\))|(?:@import\s+(?:"([^"]*)"|'([^']*)'))/#
        var result = ""
        var rest = text.startIndex
        for match in text.matches(of: pattern) {
            let output = match.output
            guard let target = output.1 ?? output.2 ?? output.3 ?? output.4 ?? output.5,
                let link = link(String(target), from: name)
            else { continue }
            result += text[rest..<match.range.lowerBound]
            result += output.0.hasPrefix("@") ? "@import \"\(link)\"" : "url(\"\(link)\")"
            rest = match.range.upperBound
        }
        return Array((result + text[rest...]).utf8)
    }

    /// The address of an asset as seen from another; `nil` for what is none, or imports the one that asks.
    private mutating func link(_ target: String, from name: String) -> String? {
        let path = target.prefix { $0 != "?" && $0 != "#" }
        guard !path.isEmpty, !path.hasPrefix("/"), !path.contains(":") else { return nil }
        var parts = name.split(separator: "/").dropLast().map(String.init)
        let depth = parts.count
        for part in path.split(separator: "/") {
            switch part {
            case ".": break
            case "..": if parts.popLast() == nil { return nil }
            default: parts.append(String(part))
            }
        }
        let other = parts.joined(separator: "/")
        guard contents[other] != nil, !open.contains(other) else { return nil }
        let route = file(other).route.encoded.dropFirst("assets/".count)
        return String(repeating: "../", count: depth) + route + target.dropFirst(path.count)
    }
}
