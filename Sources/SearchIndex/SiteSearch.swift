package import ArchiveModel
import Markup

/// How readers' browsers search a site: with which program, in which files, and what the search page tells the program.
package struct SiteSearch: Sendable {
    /// The program, which lies in the folder of the search page.
    package let program: SearchProgram
    /// What lies beside it.
    package let files: [(name: String, bytes: [UInt8])]
    /// What the search page carries: JSON.
    package let root: String

    /// In an index that lies on the site.
    package init(_ index: SearchIndex) {
        program = .ofIndex
        files = index.files
        root = index.root
    }

    /// On a server that has what `offprint export jsonl` writes.
    package init(_ server: SiteConfiguration.SearchServer, paperPath: String) {
        program = .ofServer
        files = []
        var json = ByteBuffer()
        json.appendJSONObject { root in
            root.add("server") { member in
                member.appendJSONObject { object in
                    object.add("kind", server.kind.rawValue)
                    object.add("address", server.address.hasSuffix("/") ? server.address : server.address + "/")
                    object.add("index", server.index)
                    object.add("key", server.key)
                }
            }
            root.add("paperPath", paperPath)
        }
        self.root = json.text
    }
}
