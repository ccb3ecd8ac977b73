/// A kind of file that a site has. To add one: a file with a value of this type, and its line in ``all``.
package struct OutputKind: Sendable {
    /// What the kind is called: `day`, `paper`, `feed`.
    let name: String
    /// Asks the theme for the templates the kind needs, and gives back what plans its outputs.
    let prepare: @Sendable (inout ThemeCompiler) -> Planner

    /// Makes a kind.
    init(_ name: String, prepare: @escaping @Sendable (inout ThemeCompiler) -> Planner) {
        self.name = name
        self.prepare = prepare
    }

    /// Plans the outputs of a kind; it is given what the kinds before it planned.
    typealias Planner = @Sendable (Site, [OutputGroup]) -> [OutputGroup]

    /// Every kind. Those that speak of the others (the sitemap) come last, and the manifest after all.
    package static let all: [OutputKind] = [
        .home, .days, .weeks, .months, .years, .archive, .trending, .stats, .papers, .taxonomies, .contentPages,
        .readingList, .searchPage, .searchIndex, .openSearch, .notFound, .redirects, .feeds,
        .feedsPage, .subscriptions, .dayFiles, .tagFiles, .archiveFiles, .dailySchema, .paperFiles, .markdownTwins,
        .llms, .digest, .entryAssets,
        .themeAssets, .themeRootFiles, .staticFiles, .sitemap, .robots, .manifest,
    ]
}
