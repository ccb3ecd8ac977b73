package import Markup

/// Writes records, one after the other, as ``Record`` reads them.
package struct RecordWriter {
    /// The records written so far, each of a length that is a multiple of 8.
    package private(set) var records = ByteWriter()
    private var fields = ByteWriter()
    private var places: [UInt32] = []
    private var present: UInt64 = 0
    private var list = ByteWriter()

    /// A writer that has written nothing.
    package init() {}

    /// What stands in every record, of fixed size.
    package struct Header {
        /// The day.
        package var day = Day(number: 0)
        /// Seconds since 1970.
        package var moment: Int64?
        /// Votes, where known.
        package var upvotes: Int?
        /// Whether it stands.
        package var status = Paper.Status.published
        /// What kind of publication it is.
        package var type = PublicationType.preprint
        /// Yes or no.
        package var flags: RecordFlags = []
        /// Of all that the entry says.
        package var fingerprint = Fingerprint()
        /// Of what no two entries may share, by the place of the key.
        package var uniqueKeys: [Fingerprint?] = [nil, nil, nil]

        /// A header that says nothing.
        package init() {}
    }

    /// Forgets the records written so far and keeps the memory.
    package mutating func removeAll() { records.removeAll() }

    // MARK: Fields, in their order

    private mutating func begin(_ field: RecordField) {
        precondition(present < field.bit, "the fields of a record are written in their order, each once")
        present |= field.bit
        places.append(UInt32(fields.bytes.count))
    }

    /// Writes a text, where there is one.
    package mutating func write(_ field: RecordField, _ text: String?) {
        guard let text else { return }
        begin(field)
        fields.append(text)
    }

    /// Writes a number that has 32 bits, where there is one.
    package mutating func write(_ field: RecordField, _ number: Int?) {
        guard let number else { return }
        begin(field)
        fields.append(Int32(number))
    }

    /// Writes a day, where there is one.
    package mutating func write(_ field: RecordField, _ day: Day?) { write(field, day.map { Int($0.number) }) }

    /// Writes a list of text, where it is not empty.
    package mutating func write(_ field: RecordField, _ texts: [String]) {
        write(field, texts.count) { place, writer in writer.append(bytesOf: texts[place]) }
    }

    /// Writes a list whose items are several texts each, of which some may be missing, where it is not empty.
    package mutating func write(_ field: RecordField, _ items: [[String?]]) {
        write(field, items.count) { place, writer in
            var present: UInt8 = 0
            for (bit, text) in items[place].enumerated() where text != nil { present |= 1 << UInt8(bit) }
            writer.append(present)
            for case let text? in items[place] { writer.append(text) }
        }
    }

    private mutating func write(_ field: RecordField, _ count: Int, item: (Int, inout ByteWriter) -> Void) {
        guard count > 0 else { return }
        begin(field)
        list.removeAll()
        fields.append(UInt32(count))
        for place in 0..<count {
            item(place, &list)
            fields.append(UInt32(4 + 4 * count + list.bytes.count))
        }
        fields.append(list.bytes)
    }

    /// Writes a field of another form.
    package mutating func write(_ field: RecordField, with body: (inout ByteWriter) -> Void) {
        begin(field)
        body(&fields)
    }

    // MARK: Records

    /// Ends a record; returns where it is among ``records``.
    package mutating func finish(_ header: Header) -> Range<Int> {
        let start = records.bytes.count
        let fieldStart = RecordLayout.header + 4 * places.count
        let length = (fieldStart + fields.bytes.count + 7) & ~7
        records.append(UInt32(length))
        records.append(header.day.number)
        records.append(present)
        records.append(header.fingerprint.value)
        for key in header.uniqueKeys { records.append(key?.value ?? 0) }
        records.append(header.moment ?? RecordLayout.noMoment)
        records.append(Int32(header.upvotes ?? -1))
        records.append(UInt8(RecordLayout.statuses.firstIndex(of: header.status) ?? 0))
        records.append(UInt8(RecordLayout.types.firstIndex(of: header.type) ?? 0))
        records.append(header.flags.rawValue)
        records.append(UInt8(0))
        for place in places { records.append(UInt32(fieldStart) + place) }
        records.append(fields.bytes)
        while records.bytes.count < start + length { records.append(UInt8(0)) }
        fields.removeAll()
        places.removeAll(keepingCapacity: true)
        present = 0
        return start..<records.bytes.count
    }
}
