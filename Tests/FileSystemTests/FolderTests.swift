import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("Folders")
struct FolderTests {
    let place: TemporaryFolder
    let folder: Folder

    init() throws {
        place = try TemporaryFolder()
        folder = try Folder.open(place.path)
    }

    @Test("What is written is read again, whatever its size", arguments: [0, 1, 4_095, 4_096, 70_001])
    func roundTrip(size: Int) throws {
        let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }
        try folder.write(bytes, to: "a/b/c.bin")
        var read: [UInt8] = [1, 2, 3]
        try folder.read("a/b/c.bin", into: &read)
        #expect(read == bytes)
    }

    @Test("A file over the limit is measured, not read")
    func limit() throws {
        try folder.write([UInt8](repeating: 7, count: 100), to: "big")
        var read: [UInt8] = []
        #expect(try folder.read("big", into: &read, limit: 99) == 100)
        #expect(read.isEmpty)
    }

    @Test("Names come sorted, without the dots")
    func names() throws {
        for name in ["b", "a", "\u{E9}"] { try folder.write([], to: name) }
        #expect(try folder.names().map { String(decoding: $0, as: UTF8.self) } == ["a", "b", "\u{E9}"])
    }

    @Test("A pipe is refused at once")
    func pipe() throws {
        mkfifo(place("pipe"), 0o600)
        var read: [UInt8] = []
        let failure = #expect(throws: IOFailure.self) { try folder.read("pipe", into: &read) }
        #expect(failure?.reason == "it is not a regular file")
    }

    @Test("Removing a tree removes a link in it, not what it leads to")
    func removeTree() throws {
        try folder.write([1], to: "kept/file")
        try folder.write([1], to: "gone/inner/file")
        symlink(place("kept"), place("gone/inner/link"))
        try folder.removeTree("gone")
        #expect(try folder.status("gone") == nil)
        #expect(try folder.status("kept/file") != nil)
    }

    @Test("A missing file says so in words")
    func missing() {
        var read: [UInt8] = []
        let failure = #expect(throws: IOFailure.self) { try folder.read("none", into: &read) }
        #expect(failure?.isMissing == true)
        #expect(failure?.description == "can't read \(place("none")): No such file or directory")
    }

    @Test("One lock a folder")
    func lock() throws {
        let other = try Folder.open(place.path)
        #expect(folder.lock())
        #expect(!other.lock())
    }
}
