import ArchiveModel

extension Language {
    /// What happened to a paper; `nil` for one that stands.
    func word(_ status: Paper.Status) -> String? {
        switch status {
        case .published: nil
        case .corrected: self[.corrected]
        case .withdrawn: self[.withdrawn]
        case .retracted: self[.retracted]
        case .removed: self[.removed]
        }
    }

    /// The title of a page of a list; the first has the list's own.
    func title(_ title: String, page number: Int) -> String {
        number == 1 ? title : text(.numberedPage) { $0 == "title" ? title : String(number) }
    }
}

extension SiteConfiguration.Taxonomy {
    /// What the names of a kind are called.
    var word: Word {
        switch self {
        case .tags: .tags
        case .authors: .authors
        case .organizations: .organizations
        case .venues: .venues
        }
    }
}

extension PublicationType {
    /// What a kind of publication is called.
    var word: Word {
        switch self {
        case .article: .article
        case .inproceedings: .inproceedings
        case .preprint: .preprint
        case .thesis: .thesis
        case .report: .report
        case .dataset: .data
        case .software: .software
        }
    }
}
