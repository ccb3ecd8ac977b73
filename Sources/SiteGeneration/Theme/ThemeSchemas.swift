import ArchiveModel
import Markup

/// The schemas that depend on the theme: its settings, what it knows of entries' `extra` tables, and the
/// views that show these.
struct ThemeSchemas: Sendable {
    let settings: TemplateSchema<ThemeSettings>
    let extra: TemplateSchema<ExtraValues>
    let card: TemplateSchema<PaperCard>
    let daySection: TemplateSchema<DaySection>
    let volumeSection: TemplateSchema<VolumeSection>

    init(_ manifest: ThemeManifest) {
        settings = TemplateSchema(
            "settings", "The theme's settings, as its theme.toml declares them and site.toml sets them under [theme].",
            manifest.settings.map { declaration in Self.key(declaration) { $0.values[declaration.name] } })
        extra = TemplateSchema(
            "extra", "What an entry says under `extra`, as far as theme.toml declares it under [extra].",
            manifest.extra.map { declaration in
                Self.key(declaration) { values in
                    values.table?[declaration.name].flatMap { TypedValue($0, as: declaration.type) }
                }
            })
        card = TemplateSchema("card", "A paper in a list.", PaperCard.keys(extra: extra))
        volumeSection = TemplateSchema(
            "volume section", "Papers of one volume.", VolumeSection.keys(card: card))
        daySection = TemplateSchema("day section", "A day in a list of days.", DaySection.keys(card: card))
    }

    private static func key<View>(
        _ declaration: ThemeManifest.Declaration, _ get: @escaping @Sendable (View) -> TypedValue?
    ) -> TemplateKey<View> {
        let (name, summary) = (declaration.name, declaration.summary)
        return switch declaration.type {
        case .text, .color: .text(name, summary) { if case .text(let text) = get($0) { text } else { nil } }
        case .number: .number(name, summary) { if case .number(let number) = get($0) { number } else { nil } }
        case .flag: .flag(name, summary) { if case .flag(let flag) = get($0) { flag } else { false } }
        case .links:
            .list(name, summary) { view -> [MenuItem] in if case .links(let links) = get(view) { links } else { [] } }
        case .link: .link(name, summary) { if case .link(let link) = get($0) { link } else { nil } }
        }
    }
}

/// What an entry says under `extra`.
struct ExtraValues: Sendable {
    var table: MetadataValue?
}
