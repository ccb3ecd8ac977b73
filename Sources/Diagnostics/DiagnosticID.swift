/// Every kind of problem Offprint reports, by its stable name; `docs/diagnostics/NAME.md` explains each.
package enum DiagnosticID: String, Sendable, Hashable, CaseIterable {
    // Files
    case fileUnreadable = "file-unreadable"
    case fileNotUTF8 = "file-not-utf8"
    case fileHasNUL = "file-has-nul"
    case fileTooLarge = "file-too-large"
    case linkLeavesTree = "link-leaves-tree"
    case linkLoop = "link-loop"
    case unusualFile = "unusual-file"
    case activeFile = "active-file"
    case strayFile = "stray-file"
    case unusableName = "unusable-name"

    // Front matter and configuration, as texts
    case missingFrontMatter = "missing-front-matter"
    case unterminatedFrontMatter = "unterminated-front-matter"
    case yamlSyntax = "yaml-syntax"
    case tomlSyntax = "toml-syntax"
    case jsonSyntax = "json-syntax"
    case bibTeXSyntax = "bibtex-syntax"
    case xmlSyntax = "xml-syntax"
    case duplicateKey = "duplicate-key"
    case unknownKey = "unknown-key"
    case wrongType = "wrong-type"

    // What the values say
    case missingKey = "missing-key"
    case invalidDate = "invalid-date"
    case invalidValue = "invalid-value"
    case invalidAddress = "invalid-address"
    case invalidIdentifier = "invalid-identifier"
    case textTooLong = "text-too-long"
    case missingAsset = "missing-asset"
    case duplicateID = "duplicate-id"
    case duplicateIdentifier = "duplicate-identifier"
    case sharedSlug = "shared-slug"
    case unreadableFormula = "unreadable-formula"

    // The site as a whole
    case missingConfiguration = "missing-configuration"
    case duplicateAddress = "duplicate-address"
    case unusableAddress = "unusable-address"
    case brokenRedirect = "broken-redirect"

    // What a build does not need to know
    case missingAbstract = "missing-abstract"
    case shoutingTitle = "title-in-capitals"
    case futureDate = "future-date"
    case undescribedImage = "image-without-text"
    case deadLink = "dead-link"
    case similarPeople = "similar-people"
    case similarTags = "similar-tags"
    case unlistedTag = "unlisted-tag"
    case unusedTag = "unused-tag"
    case strayTeX = "stray-tex"
    case strayDollar = "stray-dollar"
    case undefinedCommand = "undefined-command"
    case hostLimits = "host-limits"
    case lostAddress = "lost-address"
    case reusedID = "reused-id"

    // What comes from elsewhere
    case unknownFormat = "unknown-format"
    case refusedRecord = "refused-record"
    case changedElsewhere = "changed-elsewhere"
    case knownPaper = "known-paper"
    case unknownPaper = "unknown-paper"

    // Themes
    case missingTheme = "missing-theme"
    case missingLanguage = "missing-language"
    case missingTranslation = "missing-translation"
    case lowContrast = "low-contrast"
    case missingTemplate = "missing-template"
    case templateSyntax = "template-syntax"
    case templateUnknownKey = "template-unknown-key"
    case templateWrongKind = "template-wrong-kind"
    case templateTooDeep = "template-too-deep"

    /// Those that can be warnings, whose level a site may change.
    package static let warnings: [DiagnosticID] = [
        .strayFile, .missingAsset, .missingKey, .sharedSlug, .unreadableFormula, .brokenRedirect, .missingLanguage,
        .missingTranslation, .missingAbstract, .shoutingTitle, .futureDate, .undescribedImage, .deadLink,
        .similarPeople, .similarTags,
        .unlistedTag, .unusedTag,
        .strayTeX, .strayDollar, .undefinedCommand, .hostLimits, .lostAddress,
    ]
}
