package import ArchiveModel
package import FileSystem
import Markup

/// All that pages are made from; immutable, shared by every output.
package final class Site: Sendable {
    /// What the build was asked for.
    package struct Options: Sendable {
        /// The day that now is.
        package var asOf: Day
        /// Whether links have to work from a folder without a server.
        package var relativeLinks: Bool

        /// Makes options.
        package init(asOf: Day, relativeLinks: Bool) {
            self.asOf = asOf
            self.relativeLinks = relativeLinks
        }
    }

    let archive: Archive
    let configuration: SiteConfiguration
    let theme: Theme
    let folder: Folder
    let options: Options
    let routes: SiteRoutes
    let periods: Periods
    /// The files of the site's `static` folder, sorted.
    let staticFiles: [String]
    let view: SiteView
    /// How links are written in what leaves the site; `nil` where nobody said what its address is.
    let absoluteLinks: LinkStyle?
    private let rootedLinks: LinkStyle
    /// How feeds and their items are called.
    let feedIDs: FeedIDs
    /// Whether authors have pages; asked for each of them.
    let authorsHavePages: Bool

    /// Makes the site of an archive in a theme; `folder` is where its content is.
    package init(
        archive: Archive, configuration: SiteConfiguration, theme: Theme, folder: Folder, options: Options
    ) throws(IOFailure) {
        staticFiles = try FolderListing.files(in: folder, below: "static", withHidden: true)
        self.archive = archive
        self.configuration = configuration
        self.theme = theme
        self.folder = folder
        self.options = options
        absoluteLinks = configuration.site.url.map { .absolute(siteURL: $0) }
        feedIDs = FeedIDs(configuration)
        rootedLinks = .rooted(basePath: configuration.basePath)
        authorsHavePages = configuration.taxonomies.contains(.authors)
        routes = SiteRoutes(permalinks: configuration.permalinks)
        periods = Periods(archive)
        view = SiteView(archive: archive, configuration: configuration, routes: routes, periods: periods)
    }

    /// How links are written on the page at a route.
    func links(on route: Route) -> LinkStyle {
        options.relativeLinks ? .relative(from: route) : rootedLinks
    }

    /// How a text's Markdown becomes HTML: links to the files beside it and to the site's own pages find their way.
    func markdown(
        assets: [Asset], links: LinkStyle, headingOffset: Int = 1, idPrefix: String = ""
    ) -> MarkdownOptions {
        MarkdownOptions(headingOffset: headingOffset, idPrefix: idPrefix) { destination, _ in
            if let name = AssetReference.name(destination) {
                return assets.first { $0.name == name }.map { links.href($0.route) }
            }
            guard destination.hasPrefix("/"), !destination.hasPrefix("//") else { return nil }
            let path = destination.dropFirst().prefix { $0 != "?" && $0 != "#" }
            return links.href(encoded: path) + destination.dropFirst(1 + path.count)
        }
    }
}
