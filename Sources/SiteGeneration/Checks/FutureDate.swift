import ArchiveModel
import Diagnostics

extension Check {
    /// Dates that have not come yet where that is a slip. That an entry waits for its day is none, unless it waits for long.
    static let futureDate = ofPapers { checked in
        let (paper, today) = (checked.paper, checked.site.today)
        var found: [Diagnostic] = []
        if paper.day > today.advanced(by: longestWait) {
            found.append(checked.warning(.futureDate, "the paper waits until \(paper.day.iso)", at: .date))
        }
        if let published = paper.published, published.first > max(today, paper.day) {
            found.append(
                checked.warning(.futureDate, "`published` is a day to come, \(published.iso)", at: .published))
        }
        if let updated = paper.updated, updated > max(today, paper.day) {
            found.append(checked.warning(.futureDate, "`updated` is a day to come, \(updated.iso)", at: .updated))
        }
        return found
    }

    /// How long a scheduled entry may wait before it looks like a slip, in days.
    private static let longestWait = 180
}
