extension String {
    /// The text with another for each of a scalar. By scalars, where `replacing(_:with:)` goes by characters: a quote with a mark
    /// over it is another character, and to whoever reads bytes a quote all the same.
    package func replacing(scalar: Unicode.Scalar, with text: String) -> String {
        guard unicodeScalars.contains(scalar) else { return self }
        var replaced = ""
        for each in unicodeScalars {
            if each == scalar { replaced += text } else { replaced.unicodeScalars.append(each) }
        }
        return replaced
    }
}
