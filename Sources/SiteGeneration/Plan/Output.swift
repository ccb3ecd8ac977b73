package import ArchiveModel
package import FileSystem
package import Markup

/// One file that the site will have.
package struct Output: Sendable {
    /// Its address.
    package let route: Route
    /// What kind of page or file it is, for reports and messages: `day`, `paper`, `asset`.
    package let kind: String
    /// The content file it is made from, relative to the site's folder, where there is one.
    package let source: String?
    /// The day its content last changed, for the sitemap; `nil` for what the sitemap does not list.
    package let listed: Day?
    /// Writes its bytes to the worker's buffer.
    package let render: @Sendable (inout RenderWorker) throws(IOFailure) -> Void

    /// Makes an output.
    package init(
        _ route: Route, kind: String, source: String? = nil, listed: Day? = nil,
        render: @escaping @Sendable (inout RenderWorker) throws(IOFailure) -> Void
    ) {
        self.route = route
        self.kind = kind
        self.source = source
        self.listed = listed
        self.render = render
    }

    /// A file copied as it is from `folder`.
    package static func copy(_ path: String, from folder: Folder, to route: Route, kind: String) -> Output {
        Output(route, kind: kind, source: path) { worker throws(IOFailure) in
            try worker.copy(path, from: folder)
        }
    }
}
