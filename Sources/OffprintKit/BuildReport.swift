import Markup

/// What a build did, for people and for programs.
package struct BuildReport: Sendable {
    /// How many papers were published.
    package let papers: Int
    /// How many days they have.
    package let days: Int
    /// How many files there are of each kind; empty where nothing had to be planned.
    package let kinds: [(kind: String, count: Int)]
    /// What happened to the files.
    package let published: FileCounts
    /// How long each stage took, in seconds.
    package let seconds: [(stage: String, seconds: Double)]

    /// One line for people.
    package var summary: String {
        let total = seconds.reduce(0) { $0 + $1.seconds }
        let tenths = Int((total * 100).rounded())
        let files = published.written + published.unchanged
        return
            "\(papers) paper\(papers == 1 ? "" : "s") on \(days) day\(days == 1 ? "" : "s"): \(files) files, \(published.written) written, "
            + "\(published.unchanged) unchanged, \(published.removed) removed, in \(tenths / 100).\(tenths % 100 / 10)\(tenths % 10) s"
    }

    /// JSON for programs: counts, files by kind, bytes, and seconds by stage.
    package var json: String {
        var buffer = ByteBuffer()
        buffer.append("{\"papers\":\(papers),\"days\":\(days),\"files\":\(published.written + published.unchanged)")
        buffer.append(",\"written\":\(published.written),\"unchanged\":\(published.unchanged)")
        if !kinds.isEmpty {
            buffer.append(",\"kinds\":")
            buffer.appendJSONObject { members in
                for (kind, count) in kinds { members.add(named: kind) { $0.append(count) } }
            }
        }
        buffer.append(
            ",\"removed\":\(published.removed),\"rendered\":\(published.rendered),\"bytes\":\(published.bytes),\"seconds\":{"
        )
        for (place, stage) in seconds.enumerated() {
            if place > 0 { buffer.append(",") }
            buffer.append(json: stage.stage)
            buffer.append(":\((stage.seconds * 1_000_000).rounded() / 1_000_000)")
        }
        buffer.append("}}\n")
        return String(decoding: buffer.bytes, as: UTF8.self)
    }
}
