import ArchiveModel
import Markup

/// What lists of papers, and the first page, say to programs beside what all pages say.
enum ListMetadata {
    /// A page with a list: where it is below the first page, and which papers it has, in their order.
    static func html(
        _ site: SiteReader, title: String, description: String?, page: Route,
        above: [(name: String, route: Route)] = [],
        papers: some Collection<PaperIndex>, files: [DataFile] = []
    ) -> HTML {
        guard var metadata = PageMetadata(site), let links = site.absoluteLinks else { return .empty }
        metadata.preview(type: "website", title: title, description: description, page: page)
        metadata.link(files, beside: page)
        let address = metadata.address(page)
        let home = (name: site.configuration.site.title, address: metadata.address(.home))
        let crumbs = [home] + above.map { ($0.name, metadata.address($0.route)) } + [(title, address)]
        metadata.linkedData { data in
            data.add("@type", "CollectionPage")
            data.add("@id", address)
            data.add("url", address)
            data.add("name", title)
            data.add("description", description)
            data.add("inLanguage", site.configuration.site.language)
            data.object("isPartOf") { whole in
                whole.add("@type", "WebSite")
                whole.add("@id", home.address)
            }
            data.breadcrumbs(crumbs)
            data.object("mainEntity") { list in
                list.add("@type", "ItemList")
                list.add("numberOfItems", papers.count)
                list.objects("itemListElement", Array(papers.enumerated())) { paper, item in
                    item.add("@type", "ListItem")
                    item.add("position", paper.offset + 1)
                    item.add("url") { $0.append(json: site.routes.paper(site[paper: paper.element]), links) }
                }
            }
        }
        return metadata.html
    }

    /// The first page, which stands for the site.
    static func home(_ site: SiteReader) -> HTML {
        guard var metadata = PageMetadata(site) else { return .empty }
        let configuration = site.configuration.site
        metadata.preview(
            type: "website", title: configuration.title, description: configuration.description, page: .home)
        metadata.link(DataFile.ofArchive(site.configuration), beside: .home)
        let address = metadata.address(.home)
        let search = site.view.hasSearch ? metadata.address(site.routes.search) : nil
        metadata.linkedData { data in
            data.add("@type", "WebSite")
            data.add("@id", address)
            data.add("url", address)
            data.add("name", configuration.title)
            data.add("description", configuration.description)
            data.add("inLanguage", configuration.language)
            if let author = configuration.author {
                data.object("publisher") { publisher in
                    publisher.add("@type", "Organization")
                    publisher.add("name", author.name)
                    publisher.add("url", author.url)
                }
            }
            if let search {
                data.object("potentialAction") { action in
                    action.add("@type", "SearchAction")
                    action.object("target") { target in
                        target.add("@type", "EntryPoint")
                        target.add("urlTemplate", search + "?q={search_term_string}")
                    }
                    action.add("query-input", "required name=search_term_string")
                }
            }
        }
        return metadata.html
    }
}

extension PageMetadata {
    /// Says where the papers of a page are as data.
    fileprivate mutating func link(_ files: [DataFile], beside page: Route) {
        for file in files {
            link("alternate", address(file.route(beside: page)), type: file.mediaType, title: file.name)
        }
    }
}
