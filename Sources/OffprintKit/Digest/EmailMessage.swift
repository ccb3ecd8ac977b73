import ArchiveModel
import Foundation
import Markup

/// An email of text and HTML (RFC 5322, MIME): lines end with a line feed, as programs that send mail take them.
struct EmailMessage {
    var from: (name: String, address: String)
    var to: String
    var subject: String
    /// As RFC 5322 has it.
    var date: String
    /// Without its brackets.
    var id: String
    /// The mailing list (RFC 2919): its name, and what stands for it.
    var list: (name: String, id: String)
    /// Where readers leave it (RFC 2369), and whether a program may do so for them (RFC 8058).
    var unsubscribe: (address: String, isOneClick: Bool)?
    var replyTo: String?
    var text: String
    var html: [UInt8]

    /// The whole message.
    var bytes: [UInt8] {
        // Made of the message, so that the same message is the same bytes; no line of quoted-printable begins so.
        let boundary = "=_\(String(Checksum.of(id).value, radix: 16))"
        var out = ByteBuffer(capacity: html.count * 2)
        func header(_ name: String, _ value: String) { out.append("\(name): \(value)\n") }
        header("From", Self.named(from.name, from.address))
        header("To", to)
        if let replyTo { header("Reply-To", replyTo) }
        header("Subject", Self.encodedWords(subject))
        header("Date", date)
        header("Message-ID", "<\(id)>")
        header("List-Id", Self.named(list.name, list.id))
        if let unsubscribe {
            header("List-Unsubscribe", "<\(unsubscribe.address)>")
            if unsubscribe.isOneClick { header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click") }
        }
        header("Precedence", "bulk")
        header("MIME-Version", "1.0")
        header("Content-Type", "multipart/alternative; boundary=\"\(boundary)\"")
        for (type, bytes) in [("text/plain", Array(text.utf8)), ("text/html", html)] {
            out.append("\n--\(boundary)\n")
            header("Content-Type", "\(type); charset=utf-8")
            header("Content-Transfer-Encoding", "quoted-printable")
            out.append("\n")
            out.append(Self.quotedPrintable(bytes))
        }
        out.append("\n--\(boundary)--\n")
        return out.bytes
    }

    // MARK: Headers

    /// A name and an address, on two lines where one would be long.
    private static func named(_ name: String, _ address: String) -> String {
        let phrase = phrase(name)
        let isLong = phrase.contains("\n") || phrase.utf8.count + address.utf8.count > 60
        return "\(phrase)\(isLong ? "\n " : " ")<\(address)>"
    }

    /// A name before an address: in quotes, or encoded where it is not ASCII.
    static func phrase(_ name: String) -> String {
        guard isPlain(name) else { return encodedWords(name) }
        return "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    /// Text as a header has it: as it is, or as encoded words (RFC 2047), each on a line of its own.
    static func encodedWords(_ text: String) -> String {
        if isPlain(text) { return text }
        var words: [[UInt8]] = [[]]
        for character in text {
            let bytes = Array(character.utf8)
            // 36 bytes are 48 characters of base 64, and fit on a line behind a header's name; a character is never divided.
            if words[words.count - 1].count + bytes.count > 36, !words[words.count - 1].isEmpty { words.append([]) }
            words[words.count - 1] += bytes.map { $0 < 0x20 ? UInt8(ascii: " ") : $0 }
        }
        return words.map { "=?utf-8?B?\(Data($0).base64EncodedString())?=" }.joined(separator: "\n ")
    }

    /// Whether a text is printable ASCII that no header takes for something else, and short enough for one line.
    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 60 && text.utf8.allSatisfy { 0x20..<0x7F ~= $0 } && !text.contains("=?")
    }

    // MARK: Bodies

    /// Bytes as quoted-printable (RFC 2045): lines of at most 76 characters.
    static func quotedPrintable(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array("0123456789ABCDEF".utf8)
        var out: [UInt8] = []
        out.reserveCapacity(bytes.count + bytes.count / 4)
        var length = 0
        for (place, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\n") {
                out.append(byte)
                length = 0
                continue
            }
            let isLast = place + 1 == bytes.count || bytes[place + 1] == UInt8(ascii: "\n")
            let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
            // A dot alone would end the message for some programs, and `From` is what mailboxes begin one with.
            let isRisky = length == 0 && (byte == UInt8(ascii: ".") || byte == UInt8(ascii: "F"))
            let isKept = (0x21...0x7E ~= byte && byte != UInt8(ascii: "=") && !isRisky) || (isBlank && !isLast)
            if length + (isKept ? 1 : 3) > 75 {
                out += [UInt8(ascii: "="), UInt8(ascii: "\n")]
                length = 0
            }
            if isKept {
                out.append(byte)
                length += 1
            } else {
                out += [UInt8(ascii: "="), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
                length += 3
            }
        }
        return out
    }
}
