import Markup

/// Writes what the search page carries.
struct RootWriter {
    private var json = ByteBuffer()

    init(papers: Int, paperPath: String) {
        json.append("{\"papers\":\(papers),\"cardsInBlock\":\(CardBlocks.size)")
        json.append(",\"paperPath\":")
        json.append(json: paperPath)
        json.append(
            ",\"weights\":[\(Level.weights.map { String($0) }.joined(separator: ","))],\"grain\":\(Level.grain)")
        add("cardFields", CardBlocks.fields)
    }

    /// Files of blocks: the names' second parts, ten digits each, and the sizes of all blocks; where several are in one file,
    /// how many are in each but the last.
    mutating func add(_ key: String, _ packs: [SearchIndex.Pack]) {
        json.append(",\"\(key)\":{\"names\":\"")
        for pack in packs { json.append(String(pack.name.split(separator: ".")[1])) }
        json.append("\",\"each\":\(packs.first?.sizes.count ?? 1),\"sizes\":[")
        json.append(packs.flatMap(\.sizes).map { String($0) }.joined(separator: ","))
        json.append("]}")
    }

    /// A list of texts.
    mutating func add(_ key: String, _ texts: [String]) {
        json.append(",\"\(key)\":[")
        for (place, text) in texts.enumerated() {
            if place > 0 { json.append(",") }
            json.append(json: text)
        }
        json.append("]")
    }

    /// A list of numbers.
    mutating func add(_ key: String, _ numbers: [Int]) {
        json.append(",\"\(key)\":[")
        json.append(numbers.map { String($0) }.joined(separator: ","))
        json.append("]")
    }

    consuming func finish() -> String {
        json.append("}")
        return json.text
    }
}
