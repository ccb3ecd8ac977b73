import ArchiveModel
import Diagnostics

extension Check {
    /// A paper of which readers learn nothing but its title.
    static let missingAbstract = ofPapers { checked in
        guard checked.text.isEmpty, checked.paper.summary == nil, !checked.paper.status.isVoid else { return [] }
        return [
            checked.warning(
                .missingAbstract, "there is neither an abstract nor a `summary`", at: .title,
                notes: [.init("write the text below the front matter")])
        ]
    }
}
