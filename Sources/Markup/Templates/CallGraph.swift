import Diagnostics

/// The calls between a program's parts that no section guards: a circle of them would never end.
struct CallGraph {
    struct Call {
        let from: Int
        let to: Int
        let file: SourceFile
        let range: ByteRange
    }

    private var calls: [Int: [Call]] = [:]

    mutating func add(_ call: Call) { calls[call.from, default: []].append(call) }

    /// The calls that close a circle, found by going down from each part with a stack of its own.
    func endless() -> [Call] {
        var found: [Call] = []
        var isDone: [Int: Bool] = [:]
        for root in calls.keys.sorted() where isDone[root] == nil {
            var path = [(part: root, next: 0)]
            isDone[root] = false
            while let (part, next) = path.last {
                guard let call = calls[part].flatMap({ next < $0.count ? $0[next] : nil }) else {
                    isDone[part] = true
                    path.removeLast()
                    continue
                }
                path[path.count - 1].next += 1
                switch isDone[call.to] {
                case nil:
                    isDone[call.to] = false
                    path.append((call.to, 0))
                case false?: found.append(call)
                case true?: break
                }
            }
        }
        return found
    }
}
