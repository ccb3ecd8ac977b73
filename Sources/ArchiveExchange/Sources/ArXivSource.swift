import ArchiveModel

extension PaperSource {
    /// arXiv, by its search. It asks for three seconds between two requests.
    static let arXiv = PaperSource(
        name: "arXiv", recognize: { Identifier.arxiv($0) ?? PaperAddress.arxiv($0) }, batch: 50, pause: 3,
        requests: { ids in
            [("https://export.arxiv.org/api/query?max_results=\(ids.count)&id_list=\(ids.joined(separator: ","))", nil)]
        }, read: ArXivFeed.read)
}
