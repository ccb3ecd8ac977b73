extension DiagnosticFormat {
    /// An array of objects, for other programs.
    static let json = DiagnosticFormat(id: "json", summary: "A JSON array, for other programs.") { diagnostics, _ in
        var json = JSONWriter()
        json.array { array in
            for diagnostic in diagnostics {
                array.object { object in
                    object.key("id", diagnostic.id.rawValue)
                    object.key("severity", diagnostic.severity.rawValue)
                    object.key("message", diagnostic.message)
                    if let place = diagnostic.location { write(place, &object) }
                    object.key("notes") { notes in
                        notes.array { notes in
                            for note in diagnostic.notes {
                                notes.object { object in
                                    object.key("message", note.message)
                                    if let place = note.location { write(place, &object) }
                                }
                            }
                        }
                    }
                }
            }
        }
        return json.text + "\n"
    }

    /// A place: the column and the length in UTF-8 bytes.
    private static func write(_ place: SourceLocation, _ object: inout JSONWriter) {
        object.key("path", place.path)
        object.key("line", place.line)
        object.key("column", place.column)
        object.key("length", place.length)
    }
}
