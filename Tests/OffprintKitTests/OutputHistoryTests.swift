import Diagnostics
import FileSystem
import Foundation
import Markup
import TestSupport
import Testing

@testable import OffprintKit

@Suite("What was published is remembered") struct OutputHistoryTests {
    private let place: TemporaryFolder
    private let folder: Folder
    private let history: OutputHistory

    init() throws {
        place = try TemporaryFolder()
        folder = try Folder.open(place.path)
        var history = OutputHistory()
        history.keys = (0..<5).map { .of("key \($0)") }
        history.pieces = (0..<5).map { .of("piece \($0)") }
        history.build = .init(
            inputs: .of("inputs"), papers: 2, days: 1,
            diagnostics: [Diagnostic(.strayFile, .warning, "what is this?", at: .file("content/x"))])
        history.reads = [0, 1, 2, 2, 4]
        history.records = [
            .init(file: .of("a"), maker: .of("m"), published: .init(size: 7, rest: .of("x")), reads: 0..<3),
            .init(file: .of("b"), maker: nil, published: .init(size: 0, rest: .of("y")), reads: 3..<3),
            .init(file: .of("c"), maker: .of("n"), published: .init(size: 1 << 40, rest: .of("z")), reads: 3..<5),
        ]
        self.history = history
    }

    @Test("What is written is read again, by the same program only") func roundTrip() throws {
        try OutputHistoryFile.write(history, salt: .of("program"), to: folder)
        #expect(OutputHistoryFile.read(folder, salt: .of("program")) == history)
        #expect(OutputHistoryFile.read(folder, salt: .of("another")) == OutputHistory())
        var unsettled = history
        unsettled.build = nil
        try OutputHistoryFile.write(unsettled, salt: .of("program"), to: folder)
        #expect(OutputHistoryFile.read(folder, salt: .of("program")) == unsettled)
    }

    @Test("A damaged file is as good as none") func damage() throws {
        try OutputHistoryFile.write(history, salt: .of("program"), to: folder)
        let path = URL(filePath: place("outputs"))
        let bytes = try Data(contentsOf: path)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0x10
            try damaged.write(to: path)
            #expect(OutputHistoryFile.read(folder, salt: .of("program")) == OutputHistory(), "byte \(index)")
            try bytes.prefix(index).write(to: path)
            #expect(OutputHistoryFile.read(folder, salt: .of("program")) == OutputHistory(), "cut at \(index)")
        }
        try (bytes + [0]).write(to: path)
        #expect(OutputHistoryFile.read(folder, salt: .of("program")) == OutputHistory())
    }
}
