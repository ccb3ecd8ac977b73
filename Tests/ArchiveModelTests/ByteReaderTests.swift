import ArchiveModel
import Testing

@Suite("What is read from bytes that are not whole")
struct ByteReaderTests {
    @Test(arguments: 0..<20)
    func elementsAreOnlyTheWholeOnes(_ count: Int) {
        let bytes = (0..<count).map { UInt8($0) }
        let numbers = bytes.withUnsafeBytes { [UInt64](copying: $0) }
        #expect(
            numbers
                == [0x0706_0504_0302_0100, 0x0F0E_0D0C_0B0A_0908].prefix(count / 8).map { UInt64(littleEndian: $0) })
    }

    @Test func pastTheEndThereIsNothing() {
        [UInt8]([1, 2, 3]).withUnsafeBytes { bytes in
            var reader = ByteReader(bytes)
            #expect(reader.number(UInt32.self) == 0)
            #expect(reader.isAtEnd)
            #expect(reader.bytes(5).isEmpty)
            #expect(reader.optionalText() == nil)
        }
    }
}
