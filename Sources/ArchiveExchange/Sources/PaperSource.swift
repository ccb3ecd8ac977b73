package import Diagnostics

/// A service that knows papers by their identifiers. To add one: a file with a value of this type in this folder, and its
/// line in ``all``.
package struct PaperSource: Sendable {
    /// What messages call it: `arXiv`.
    package let name: String
    /// Its own name of the paper that an argument is of; `nil` where that is not one of its papers.
    let recognize: @Sendable (String) -> String?
    /// How many papers it is asked for at once.
    package let batch: Int
    /// The least time between two requests, in seconds.
    package let pause: Double
    /// The requests for some papers; where the first has no answer with a paper, the next is tried.
    package let requests: @Sendable ([String]) -> [(address: String, accept: String?)]
    /// Reads an answer.
    package let read: @Sendable (SourceFile) -> Imported

    /// Every service. The first that knows an argument is asked.
    package static let all: [PaperSource] = [.huggingFace, .openReview, .arXiv, .doi]

    /// The service that an argument is for, and its name of the paper there.
    package static func recognize(_ argument: String) -> (source: PaperSource, key: String)? {
        for source in all {
            if let key = source.recognize(argument) { return (source, key) }
        }
        return nil
    }
}
