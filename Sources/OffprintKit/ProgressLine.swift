package import Parallelism

/// One line that tells how far a build is: the stage, a bar, how much is done, how fast, how long it will still take.
package enum ProgressLine {
    /// The line for a stage, at most `width` characters.
    package static func text(_ stage: ProgressCounter.Stage, width: Int) -> String {
        let seconds = (ContinuousClock.now - stage.start) / .seconds(1)
        return text(stage.name, stage.done, of: stage.total, after: seconds, width: width)
    }

    /// The same for a stage that began so many seconds ago.
    package static func text(
        _ stage: String, _ done: Int, of total: Int, after seconds: Double, width: Int
    ) -> String {
        guard total > 0 else { return String("\(stage)…".prefix(width)) }
        let rate = seconds > 0 ? Double(done) / seconds : 0
        var parts = ["\(done * 100 / total) %", "\(grouped(done)) of \(grouped(total)) files"]
        if rate >= 1 {
            parts.append("\(grouped(Int(rate))) files/s")
            parts.append("\(duration(Double(total - done) / rate)) left")
        }
        let rest = parts.joined(separator: ", ")
        let room = min(30, width - stage.count - rest.count - 4)
        guard room >= 5 else { return String("\(stage) \(rest)".prefix(width)) }
        let filled = done * room / total
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: room - filled)
        return "\(stage) [\(bar)] \(rest)"
    }

    /// `171,674`
    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var end = digits.count - 3
        while end > 0 {
            digits.insert(",", at: digits.index(digits.startIndex, offsetBy: end))
            end -= 3
        }
        return digits
    }

    /// `4 s`, `2 min`; rounded up, since nobody minds an early end.
    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        return whole < 100 ? "\(whole) s" : "\((whole + 59) / 60) min"
    }
}
