package import ArchiveModel
package import FileSystem
package import Markup

/// Files of one kind, made alike: the pages of all papers, the feeds of all tags.
///
/// One value stands for all of them, and what is known of each is asked for when it is needed: an archive has several
/// files a paper, and a list of them all would be larger than the archive.
package final class OutputGroup: Sendable {
    /// What kind of page or file they are, for reports and messages: `day`, `paper`, `asset`.
    package let kind: String
    /// How many there are.
    package let count: Int
    private let routeOf: @Sendable (Int) -> Route
    private let sourceOf: (@Sendable (Int) -> String)?
    private let listedOf: (@Sendable (Int) -> Day)?
    private let makerOf: @Sendable (Int, inout RenderWorker) throws(IOFailure) -> Fingerprint?
    private let renderOf: @Sendable (Int, inout RenderWorker) throws(IOFailure) -> Void

    /// Makes a group of `count` files.
    ///
    /// - Parameters:
    ///   - kind: What they are, for reports.
    ///   - count: How many there are.
    ///   - route: The address of each.
    ///   - source: The content file each is made from, relative to the site's folder, where there is one.
    ///   - listed: The day each last changed, for the sitemap; without it the sitemap does not list them.
    ///   - maker: What stands for all that each is made with, but for the pieces it asks the worker's site for; without
    ///     it, or where it gives `nil`, every build makes them.
    ///   - render: Writes one to the worker's buffer.
    package init(
        _ kind: String, count: Int, route: @escaping @Sendable (Int) -> Route,
        source: (@Sendable (Int) -> String)? = nil, listed: (@Sendable (Int) -> Day)? = nil,
        maker: @escaping @Sendable (Int, inout RenderWorker) throws(IOFailure) -> Fingerprint? = {
            _, _ throws(IOFailure) in nil
        },
        render: @escaping @Sendable (Int, inout RenderWorker) throws(IOFailure) -> Void
    ) {
        self.kind = kind
        self.count = count
        routeOf = route
        sourceOf = source
        listedOf = listed
        makerOf = maker
        renderOf = render
    }

    /// Files copied as they are from the site's folder. One that stands as it did needs no reading.
    static func copies(_ kind: String, of files: [(path: String, route: Route)], on site: Site) -> OutputGroup {
        OutputGroup(
            kind, count: files.count, route: { files[$0].route }, source: { files[$0].path },
            maker: { index, _ throws(IOFailure) in
                let status = try site.folder.status(files[index].path, followingLinks: true)
                guard let status, status.isSettled(by: site.options.startedAt) else { return nil }
                var fingerprint = Fingerprint.of(files[index].path)
                for number in [status.size, Int(status.modified), Int(status.changed)] { fingerprint.add(number) }
                fingerprint.add(status.identity.device)
                fingerprint.add(status.identity.number)
                return fingerprint
            }
        ) { index, worker throws(IOFailure) in try worker.copy(files[index].path, from: site.folder) }
    }

    /// Whether the sitemap lists them.
    package var isListed: Bool { listedOf != nil }

    /// One of the files.
    package subscript(index: Int) -> Output { Output(group: self, index: index) }

    /// One file that the site will have.
    package struct Output: Sendable {
        fileprivate let group: OutputGroup
        fileprivate let index: Int

        /// What kind of page or file it is.
        package var kind: String { group.kind }
        /// Its address.
        package var route: Route { group.routeOf(index) }
        /// The content file it is made from, relative to the site's folder, where there is one.
        package var source: String? { group.sourceOf?(index) }
        /// The day its content last changed, for the sitemap; `nil` for what the sitemap does not list.
        package var listed: Day? { group.listedOf?(index) }

        /// What stands for all that it is made with, but for the pieces it asks the worker's site for; `nil` where nothing
        /// tells. The worker is used for other outputs after that only.
        package func maker(_ worker: inout RenderWorker) throws(IOFailure) -> Fingerprint? {
            try group.makerOf(index, &worker)
        }

        /// Writes its bytes to the worker's buffer.
        package func render(_ worker: inout RenderWorker) throws(IOFailure) { try group.renderOf(index, &worker) }
    }
}
