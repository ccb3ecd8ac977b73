import ArchiveModel
import Markup

/// What a page says of itself to programs, in its head: previews of links (Open Graph), and what search engines read
/// (schema.org, as JSON-LD). Nothing of it without the site's address, since all of it has whole addresses.
struct PageMetadata {
    private let site: SiteReader
    private let links: LinkStyle
    private var tags = HeadTags()

    /// The metadata of a page; `nil` where the site's address is not known.
    init?(_ site: SiteReader) {
        guard let links = site.absoluteLinks else { return nil }
        self.site = site
        self.links = links
    }

    /// All of it.
    var html: HTML { tags.html }

    /// A whole address.
    func address(_ route: Route) -> String { links.href(route) }

    // MARK: Tags

    /// Adds a `meta` with a name, where there is a value.
    mutating func add(_ name: StaticString, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        tags.meta(.name, name, value)
    }

    /// Adds a property of Open Graph, where there is a value.
    mutating func property(_ name: StaticString, _ value: String?) {
        guard let value, !value.isEmpty else { return }
        tags.meta(.property, name, value)
    }

    /// Adds a `link`.
    mutating func link(_ relation: String, _ address: String, type: String? = nil, title: String? = nil) {
        tags.link(relation, address, type: type, title: title)
    }

    /// A picture of a page for previews.
    struct Picture {
        var address: String
        var text: String?
    }

    /// Adds what previews of links show (ogp.me; Twitter's cards take the rest from there).
    mutating func preview(type: String, title: String, description: String?, page: Route, picture: Picture? = nil) {
        let configuration = site.configuration.site
        let picture =
            picture ?? configuration.image.map { Picture(address: address($0), text: configuration.imageAlt) }
        property("og:type", type)
        property("og:title", title)
        property("og:description", description)
        property("og:url", address(page))
        property("og:site_name", configuration.title)
        property("og:image", picture?.address)
        property("og:image:alt", picture?.text)
        add("twitter:card", picture == nil ? "summary" : "summary_large_image")
    }

    /// Adds data of schema.org.
    mutating func linkedData(_ write: (inout JSONMembers) -> Void) {
        tags.linkedData { data in
            data.add("@context", "https://schema.org")
            write(&data)
        }
    }
}

extension JSONMembers {
    /// Writes an object as a member.
    mutating func object(_ name: StaticString, _ write: (inout JSONMembers) -> Void) {
        add(name) { $0.appendJSONObject(write) }
    }

    /// Writes a list of objects, where there are any.
    mutating func objects<Element>(
        _ name: StaticString, _ elements: some Collection<Element>, _ write: (Element, inout JSONMembers) -> Void
    ) {
        guard !elements.isEmpty else { return }
        add(name) {
            $0.appendJSONArray(elements) { element, buffer in buffer.appendJSONObject { write(element, &$0) } }
        }
    }

    /// Writes a list of texts, where there are any.
    mutating func texts(_ name: StaticString, _ texts: some Collection<String>) {
        guard !texts.isEmpty else { return }
        add(name) { $0.appendJSONArray(texts) { text, buffer in buffer.append(json: text) } }
    }

    /// Writes what leads to a page: the site, and the pages above it.
    mutating func breadcrumbs(_ pages: [(name: String, address: String)]) {
        object("breadcrumb") { breadcrumb in
            breadcrumb.add("@type", "BreadcrumbList")
            breadcrumb.objects("itemListElement", Array(pages.enumerated())) { page, item in
                item.add("@type", "ListItem")
                item.add("position", page.offset + 1)
                item.add("name", page.element.name)
                item.add("item", page.element.address)
            }
        }
    }
}
