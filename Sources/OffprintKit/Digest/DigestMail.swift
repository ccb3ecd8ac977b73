package import ArchiveModel
package import Diagnostics
package import FileSystem
import Markup
import SiteGeneration

/// `offprint digest`: the email of a day or a week.
package enum DigestMail {
    /// What is written.
    package enum Format: String, Sendable, CaseIterable {
        /// A whole message, for a program that sends it.
        case eml
        /// The HTML alone, for a service that takes a campaign.
        case html
        /// The text alone.
        case text
    }

    /// Which papers.
    package enum Period: Sendable {
        case day(Day)
        /// The week that holds a day.
        case week(Day)
        /// The day that now is.
        case today
    }

    /// What came of it.
    package enum Outcome: Sendable {
        /// Errors stopped it.
        case stopped
        /// It can't be made, and why; what may be said to the user.
        case refused(String)
        /// No paper is of those days.
        case empty(String)
        /// The email.
        case made([UInt8])
    }

    /// How large a message may be before Gmail shows only its beginning, in bytes.
    private static let clipped = 102_000

    /// Makes the email of a site.
    package static func run(
        _ period: Period, tag: String?, format: Format, to: String?, themeFolders: [String],
        _ options: SiteArchive.Options
    ) throws(IOFailure) -> (outcome: Outcome, diagnostics: [Diagnostic]) {
        var (loaded, diagnostics) = try SiteArchive.load(options)
        guard let loaded else { return (.stopped, diagnostics) }
        let (theme, problems) = try ThemeFinder.load(loaded.folder, loaded.configuration, folders: themeFolders)
        diagnostics += problems
        guard let theme else { return (.stopped, diagnostics) }
        let (kinds, templates) = Plan.prepare(theme)
        diagnostics += templates.diagnostics
        guard !diagnostics.hasErrors else { return (.stopped, diagnostics) }

        let site = Site(
            archive: loaded.archive, configuration: loaded.configuration, theme: theme, folder: loaded.folder,
            staticFiles: [], kinds: kinds, related: RelatedPapers(), search: nil,
            options: Site.Options(
                asOf: loaded.today, relativeLinks: false, startedAt: options.startedAt), jobs: options.jobs)
        let days: ClosedRange<Day>
        switch period {
        case .today: days = loaded.today...loaded.today
        case .day(let day): days = day...day
        case .week(let day):
            let monday = day.advanced(by: 1 - day.weekday)
            days = monday...monday.advanced(by: 6)
        }
        switch try Digest.make(Digest.Selection(days: days, tag: tag), on: site) {
        case .success(let digest):
            return (try message(digest, format, to: to, loaded.configuration), diagnostics)
        case .failure(.noPapers):
            let span =
                days.lowerBound == days.upperBound
                ? "on \(days.lowerBound.iso)" : "in the week of \(days.lowerBound.iso)"
            return (.empty("there are no papers \(span)\(tag.map { " with the tag `\($0)`" } ?? "")"), diagnostics)
        case .failure(.noTag(let name)): return (.refused("no paper has the tag `\(name)`"), diagnostics)
        case .failure(.noTemplate): return (.refused("the theme has no template `digest`"), diagnostics)
        case .failure(.noAddress):
            return (
                .refused("site.toml does not say the site's `url`, which links in an email begin with"), diagnostics
            )
        }
    }

    private static func message(
        _ digest: Digest, _ format: Format, to: String?, _ configuration: SiteConfiguration
    ) throws(IOFailure) -> Outcome {
        switch format {
        case .html: return .made(digest.html)
        case .text: return .made(Array(digest.text.utf8))
        case .eml: break
        }
        let settings = configuration.digest ?? SiteConfiguration.Digest()
        guard let from = settings.from ?? configuration.site.author?.email else {
            return .refused("site.toml does not say who sends the email: write `from` under [digest]")
        }
        guard let to = to ?? settings.to else {
            return .refused("nobody is named to send the email to: write `to` under [digest], or give --to")
        }
        let host = host(configuration)
        let message = EmailMessage(
            from: (configuration.site.title, from), to: to,
            subject: "\(configuration.site.title): \(digest.title)",
            date: Timestamp.rfc822(digest.date).replacing("GMT", with: "+0000"),
            // Slugs may have letters that identifiers of messages may not.
            id: "digest.\(WebAddress.encodedPath(digest.name).replacing("%", with: "_"))@\(host)",
            list: (configuration.site.title, settings.listID ?? "daily.\(host)"),
            unsubscribe: settings.unsubscribe.map { ($0, settings.oneClick && $0.hasPrefix("https:")) },
            replyTo: settings.replyTo, text: digest.text, html: digest.html)
        return .made(message.bytes)
    }

    /// The host of the site's address.
    private static func host(_ configuration: SiteConfiguration) -> String {
        let parts = (configuration.site.url ?? "").split(separator: "/")
        return parts.count > 1 ? String(parts[1].prefix { $0 != ":" }) : "localhost"
    }

    /// Whether a text is the address of one who can get an email.
    package static func isRecipient(_ text: String) -> Bool {
        text.wholeMatch(of: #/[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9.\-]{1,190}/#) != nil
    }

    /// Whether mail programs would show only the beginning of an email's HTML.
    package static func isClipped(_ bytes: [UInt8]) -> Bool { bytes.count > clipped }
}
