import ArchiveModel
import Diagnostics

extension Check {
    /// A title in capitals, as some publishers hand them out.
    static let shoutingTitle = ofPapers { checked in
        let title = checked.paper.title
        // One or two words may be an abbreviation.
        guard title.split(separator: " ").count > 2, title.contains(where: \.isUppercase),
            !title.contains(where: \.isLowercase)
        else { return [] }
        return [checked.warning(.shoutingTitle, "the title is all in capitals", at: .title)]
    }
}
