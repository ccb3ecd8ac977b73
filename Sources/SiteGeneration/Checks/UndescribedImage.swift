import ArchiveModel
import Diagnostics
import Markup

extension Check {
    /// A picture that says nothing to who can't see it.
    static let undescribedImage = ofPapers { checked in
        var found = checked.destinations.filter { $0.isImage && !$0.hasText }.map { image in
            checked.warning(
                .undescribedImage, "the picture has no text that stands for it", at: image,
                notes: [.init("write ![what it shows](\(image.text))")])
        }
        if checked.paper.image != nil, checked.paper.imageAlt == nil {
            found.append(
                checked.warning(
                    .undescribedImage, "the picture has no text that stands for it", at: .image,
                    notes: [.init("say what it shows: `image_alt`")]))
        }
        return found
    }
}
