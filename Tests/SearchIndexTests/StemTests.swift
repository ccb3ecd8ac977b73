import Foundation
import Testing

@testable import SearchIndex

/// The build and the query program take the same endings off: `Tests/Program` holds the program against the same list.
@Suite struct StemTests {
    @Test func stemsAreThoseOfTheQueryProgram() throws {
        let file = URL(fileURLWithPath: #filePath).appending(path: "../../Golden/stems.txt")
            .standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count > 2_000)
        for line in lines {
            let (word, stem) = (line.prefix { $0 != " " }, line.drop { $0 != " " }.dropFirst())
            #expect(String(decoding: Stem.of(Array(word.utf8)), as: UTF8.self) == stem, "\(word)")
        }
    }
}
