extension DiagnosticFormat {
    /// SARIF 2.1.0, which GitHub's code scanning, GitLab and editors read. Columns count code points.
    static let sarif = DiagnosticFormat(id: "sarif", summary: "SARIF 2.1.0, for code scanning.") {
        diagnostics, version in
        var json = JSONWriter()
        json.object { log in
            log.key("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
            log.key("version", "2.1.0")
            log.key("runs") { runs in
                runs.array { $0.object { run(diagnostics, version, &$0) } }
            }
        }
        return json.text + "\n"
    }

    private static func run(_ diagnostics: [Diagnostic], _ version: String, _ run: inout JSONWriter) {
        let ids = Set(diagnostics.map(\.id)).sorted { $0.rawValue < $1.rawValue }
        run.key("columnKind", "unicodeCodePoints")
        run.key("tool") { tool in
            tool.object {
                $0.key("driver") { driver in
                    driver.object {
                        $0.key("name", "offprint")
                        $0.key("version", version)
                        $0.key("rules") { rules in
                            rules.array { rules in
                                for id in ids { rules.object { $0.key("id", id.rawValue) } }
                            }
                        }
                    }
                }
            }
        }
        run.key("results") { results in
            results.array { results in
                for diagnostic in diagnostics { results.object { result(diagnostic, ids, &$0) } }
            }
        }
    }

    private static func result(_ diagnostic: Diagnostic, _ ids: [DiagnosticID], _ result: inout JSONWriter) {
        result.key("ruleId", diagnostic.id.rawValue)
        if let index = ids.firstIndex(of: diagnostic.id) { result.key("ruleIndex", index) }
        result.key("level", diagnostic.severity.rawValue)
        let advice = diagnostic.notes.filter { $0.location == nil }.map(\.message)
        result.key("message") { message in
            message.object { $0.key("text", ([diagnostic.message] + advice).joined(separator: "\n")) }
        }
        result.key("locations") { locations in
            locations.array { locations in
                if let place = diagnostic.location { locations.object { location(place, &$0) } }
            }
        }
        let related = diagnostic.notes.filter { $0.location != nil }
        guard !related.isEmpty else { return }
        result.key("relatedLocations") { locations in
            locations.array { locations in
                for note in related {
                    locations.object { object in
                        if let place = note.location { location(place, &object) }
                        object.key("message") { message in message.object { $0.key("text", note.message) } }
                    }
                }
            }
        }
    }

    private static func location(_ place: SourceLocation, _ location: inout JSONWriter) {
        location.key("physicalLocation") { physical in
            physical.object { physical in
                physical.key("artifactLocation") { artifact in
                    artifact.object { $0.key("uri", uri(place.path)) }
                }
                physical.key("region") { region in
                    region.object { region in
                        let (start, end) = columns(place)
                        region.key("startLine", place.line)
                        region.key("startColumn", start)
                        region.key("endColumn", end)
                    }
                }
            }
        }
    }

    /// The columns of a place in code points, from 1, the end exclusive.
    private static func columns(_ place: SourceLocation) -> (start: Int, end: Int) {
        let bytes = Array(place.excerpt.utf8)
        guard place.column - 1 <= bytes.count else { return (place.column, place.column + place.length) }
        func count(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 & 0xC0 != 0x80 } }
        let start = count(bytes[..<(place.column - 1)]) + 1
        let end = min(bytes.count, place.column - 1 + place.length)
        return (start, max(start + 1, start + count(bytes[(place.column - 1)..<end])))
    }

    /// A path as a relative reference.
    private static func uri(_ path: String) -> String {
        path.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"):
                String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }
}
