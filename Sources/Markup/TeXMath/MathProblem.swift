/// Why a formula can't be converted.
package struct MathProblem: Error, Hashable, Sendable {
    /// What is wrong, as a message says it.
    package let message: String
    /// Where in the formula's TeX, in bytes.
    package let offset: Int
    /// What might help.
    package var help: String?
}
