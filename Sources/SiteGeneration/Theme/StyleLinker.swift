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
    ///
    /// By hand, since a theme is read for every build: as a regular expression it took 10 ms of a small one's 100.
    private mutating func linked(_ bytes: [UInt8], of name: String) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var written = 0
        var place = 0
        while place < bytes.count {
            let found = StyleReference(bytes, at: place)
            if let found, let link = link(String(decoding: bytes[found.target], as: UTF8.self), from: name) {
                result += bytes[written..<place]
                result += (found.isImport ? "@import \"\(link)\"" : "url(\"\(link)\")").utf8
                written = found.end
            }
            place = max(place + 1, found?.end ?? 0)
        }
        return result + bytes[written...]
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

/// `url(NAME)` or `@import "NAME"` at a place of a style sheet.
private struct StyleReference {
    let isImport: Bool
    /// Where the name is, without its quotes.
    let target: Range<Int>
    let end: Int

    init?(_ bytes: [UInt8], at start: Int) {
        let words: (url: StaticString, importing: StaticString) = ("url(", "@import")
        guard bytes[start] == UInt8(ascii: "u") || bytes[start] == UInt8(ascii: "@") else { return nil }
        isImport = bytes[start] == UInt8(ascii: "@")
        let word = isImport ? words.importing : words.url
        guard bytes[start...].starts(with: UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return nil }
        var place = Self.skipBlanks(bytes, from: start + word.utf8CodeUnitCount)
        guard place < bytes.count else { return nil }
        let quote = bytes[place]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            guard let close = bytes[(place + 1)...].firstIndex(of: quote) else { return nil }
            target = place + 1..<close
            place = close + 1
        } else {
            guard !isImport else { return nil }
            let close = bytes[place...].firstIndex { $0 <= 0x20 || $0 == UInt8(ascii: ")") || $0 == UInt8(ascii: "\"") }
            target = place..<(close ?? bytes.count)
            place = target.upperBound
        }
        if !isImport {
            place = Self.skipBlanks(bytes, from: place)
            guard place < bytes.count, bytes[place] == UInt8(ascii: ")") else { return nil }
            place += 1
        }
        end = place
    }

    private static func skipBlanks(_ bytes: [UInt8], from start: Int) -> Int {
        bytes[start...].firstIndex { $0 > 0x20 } ?? bytes.count
    }
}
