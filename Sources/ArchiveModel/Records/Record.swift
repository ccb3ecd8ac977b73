package import Markup

/// One entry in the form in which memory and the cache hold it, read field by field: see ``RecordLayout``.
///
/// A look at bytes that somebody else keeps. Nothing in it is taken for granted: what points out of the record is empty.
package struct Record {
    /// All its bytes.
    package let bytes: UnsafeRawBufferPointer

    /// The record that some bytes are; `nil` where they are too few for what they say.
    package init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= RecordLayout.header else { return nil }
        self.bytes = bytes
        guard load(RecordLayout.length, as: UInt32.self) == bytes.count else { return nil }
        guard RecordLayout.header + 4 * fields.nonzeroBitCount <= bytes.count else { return nil }
    }

    /// The record at an address, which was looked at as above when it was put there.
    @inline(__always)
    package init(trusting address: UInt) {
        let start = UnsafeRawPointer(bitPattern: address)
        let length = start.map { Int($0.loadUnaligned(fromByteOffset: RecordLayout.length, as: UInt32.self)) } ?? 0
        bytes = UnsafeRawBufferPointer(start: start, count: length)
    }

    @inline(__always)
    private func load<Number: BitwiseCopyable>(_ offset: Int, as type: Number.Type) -> Number {
        bytes.loadUnaligned(fromByteOffset: offset, as: type)
    }

    // MARK: The header

    /// Which fields it has, a bit each.
    var fields: UInt64 { load(RecordLayout.fields, as: UInt64.self) }
    /// The day the archive features it.
    package var day: Day { Day(number: load(RecordLayout.day, as: Int32.self)) }
    /// Of all that the entry says.
    package var fingerprint: Fingerprint { Fingerprint(value: load(RecordLayout.fingerprint, as: UInt64.self)) }
    /// Seconds since 1970, where the entry gives a moment.
    package var moment: Int64? {
        let moment = load(RecordLayout.moment, as: Int64.self)
        return moment == RecordLayout.noMoment ? nil : moment
    }
    /// Votes, where known.
    package var upvotes: Int? {
        let votes = load(RecordLayout.upvotes, as: Int32.self)
        return votes < 0 ? nil : Int(votes)
    }
    /// Whether it stands.
    package var status: Paper.Status {
        let place = Int(load(RecordLayout.status, as: UInt8.self))
        return place < RecordLayout.statuses.count ? RecordLayout.statuses[place] : .published
    }
    /// What kind of publication it is.
    package var type: PublicationType {
        let place = Int(load(RecordLayout.type, as: UInt8.self))
        return place < RecordLayout.types.count ? RecordLayout.types[place] : .preprint
    }
    /// Yes or no.
    package var flags: RecordFlags { RecordFlags(rawValue: load(RecordLayout.flags, as: UInt8.self)) }
    /// The fingerprint of what no two entries may share; `nil` where it has no such.
    package func fingerprint(of key: UniqueKey) -> Fingerprint? {
        let value = load(RecordLayout.uniqueKeys + 8 * key.rawValue, as: UInt64.self)
        return value == 0 ? nil : Fingerprint(value: value)
    }

    // MARK: Fields

    /// Whether it has a field.
    package func has(_ field: RecordField) -> Bool { fields & field.bit != 0 }

    /// A field's bytes; `nil` where it has not the field.
    package func data(_ field: RecordField) -> UnsafeRawBufferPointer? {
        let fields = fields
        guard fields & field.bit != 0 else { return nil }
        let (place, count) = ((fields & (field.bit - 1)).nonzeroBitCount, fields.nonzeroBitCount)
        let start = Int(load(RecordLayout.header + 4 * place, as: UInt32.self))
        let end = place + 1 < count ? Int(load(RecordLayout.header + 4 * place + 4, as: UInt32.self)) : bytes.count
        guard start <= end, end <= bytes.count else { return nil }
        return UnsafeRawBufferPointer(rebasing: bytes[start..<end])
    }

    /// A text; `nil` where there is none.
    package func text(_ field: RecordField) -> String? {
        guard let text = data(field) else { return nil }
        // A record is filled up with zeros to a multiple of 8, so its last field has its length before it.
        var reader = ByteReader(text)
        return reader.text()
    }

    /// The bytes of a text; empty where there is none.
    package func utf8(_ field: RecordField) -> UnsafeRawBufferPointer {
        guard let text = data(field) else { return .empty }
        var reader = ByteReader(text)
        return reader.bytes(Int(reader.number(UInt32.self)))
    }

    /// A number; `nil` where there is none.
    package func number(_ field: RecordField) -> Int? {
        guard let number = data(field) else { return nil }
        var reader = ByteReader(number)
        return Int(reader.number(Int32.self))
    }

    /// A day; `nil` where there is none.
    package func day(_ field: RecordField) -> Day? { number(field).map { Day(number: Int32($0)) } }

    /// A list; empty where there is none.
    package func list(_ field: RecordField) -> RecordList {
        RecordList(data(field) ?? .empty)
    }

    /// A list of text.
    package func texts(_ field: RecordField) -> [String] {
        list(field).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// What no two entries may share.
package enum UniqueKey: Int, Sendable, CaseIterable {
    case id, arxiv, doi
}

extension UnsafeRawBufferPointer {
    /// No bytes.
    package static var empty: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: nil, count: 0) }
}
