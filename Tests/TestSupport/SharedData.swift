import Foundation

/// The folder of sample data that lies beside the repository, where there is one.
package enum SharedData {
    /// Its path: what `OFFPRINT_SHARED` says, else the folder `shared` next to the repository's.
    package static let folder: String? = {
        let beside = URL(fileURLWithPath: #filePath).appending(path: "../../../../shared").standardizedFileURL.path
        let path = ProcessInfo.processInfo.environment["OFFPRINT_SHARED"] ?? beside
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }()

    /// The path of something in it; `nil` where that is missing.
    package static func url(_ relative: String) -> String? {
        guard let path = folder.map({ $0 + "/" + relative }) else { return nil }
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }
}
