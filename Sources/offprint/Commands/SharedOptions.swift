import ArchiveModel
import ArgumentParser
import Foundation
import OffprintKit

/// `--site`, which every command has.
struct SiteOption: ParsableArguments {
    @Option(name: .customLong("site"), help: ArgumentHelp("The folder with site.toml.", valueName: "DIR"))
    var folder = "."
}

/// `--as-of`.
struct AsOfOption: ParsableArguments {
    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp(
            "The day that now is: what is dated later is not published. (default: SOURCE_DATE_EPOCH, or today in the site's time zone)",
            valueName: "YYYY-MM-DD"),
        transform: Day.init(argument:))
    var day: Day?

    /// The day, or the moment that now is, in seconds since 1970: `SOURCE_DATE_EPOCH`, where that is set
    /// (reproducible-builds.org), says what it is.
    func value(now: Int64) -> AsOf {
        day.map(AsOf.day)
            ?? .moment(ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap { Int64($0) } ?? now)
    }
}

extension Day {
    /// A day as an argument says it.
    init(argument text: String) throws {
        guard let day = Day(text) else { throw ValidationError("there is no day `\(text)`; write YYYY-MM-DD") }
        self = day
    }
}
