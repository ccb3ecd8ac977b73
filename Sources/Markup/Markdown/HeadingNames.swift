/// Makes ids of headings' texts, each once in a text.
struct HeadingNames {
    private var used: Set<String> = []
    private var next: [String: Int] = [:]

    /// The text in lower case with hyphens between its words; with a number if that is taken.
    mutating func name(for text: [UInt8]) -> String {
        let name = Self.name(of: text)
        guard !used.insert(name).inserted else { return name }
        var number = next[name] ?? 2
        while !used.insert("\(name)-\(number)").inserted { number += 1 }
        next[name] = number + 1
        return "\(name)-\(number)"
    }

    private static func name(of text: [UInt8]) -> String {
        var name = ""
        var needsHyphen = false
        for scalar in String(decoding: text, as: UTF8.self).lowercased().unicodeScalars.prefix(80) {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || scalar.properties.generalCategory == .nonspacingMark
            {
                if needsHyphen, !name.isEmpty { name += "-" }
                needsHyphen = false
                name.unicodeScalars.append(scalar)
            } else {
                needsHyphen = true
            }
        }
        return name.isEmpty ? "section" : name
    }
}
