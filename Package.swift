// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

func room(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [], linker: [LinkerSetting] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, resources: resources, swiftSettings: strict, linkerSettings: linker)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let package = Package(
    name: "offprint",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "offprint", targets: ["offprint"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CCmarkGFM",
            pkgConfig: "libcmark-gfm",
            providers: [
                .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
            ]),
        .systemLibrary(
            name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
        .systemLibrary(
            name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),

        room("Diagnostics"),
        .systemLibrary(name: "CLinux"),
        room("FileSystem", ["CLinux"]),
        room("Parallelism"),
        // Foundation's network is libcurl on Linux, which a program with the runtime within has to name itself.
        room("Fetching", linker: [.linkedLibrary("curl", .when(platforms: [.linux]))]),
        room(
            "Markup",
            [
                "Diagnostics", "CCmarkGFM", "CLibXML2", "COpenSSL", "CYAML",
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            linker: [.linkedLibrary("cmark-gfm-extensions")]),
        room("ArchiveModel", ["Diagnostics", "Markup"]),
        room("ArchiveLoading", ["ArchiveModel", "Diagnostics", "FileSystem", "Markup", "Parallelism"]),
        room("Citations", ["ArchiveModel", "Markup"]),
        room("ArchiveExchange", ["ArchiveModel", "Citations", "Diagnostics", "Markup"]),
        room(
            "SearchIndex",
            [
                "ArchiveModel", "CZlib", "FileSystem", "Markup", "Parallelism",
            ],
            // The query program is part of the binary.
            resources: [
                "words", "stem", "postings", "query", "spelling", "messages", "blocks", "index", "filters", "groups",
                "engine", "main", "question", "server", "meilisearch", "typesense", "main-server",
            ].map {
                .embedInCode("Program/\($0).mjs")
            }),
        room(
            "SiteGeneration",
            [
                "ArchiveModel", "Citations", "Diagnostics", "FileSystem", "Markup", "Parallelism", "SearchIndex",
            ]),
        room(
            "OffprintKit",
            [
                "ArchiveExchange", "ArchiveLoading", "ArchiveModel", "Diagnostics", "Fetching", "FileSystem", "Markup",
                "Parallelism", "SearchIndex", "SiteGeneration", .product(name: "FlyingSocks", package: "FlyingFox"),
            ],
            // What a new archive begins with is part of the binary.
            resources: [
                "site.toml", "first-entry.md", "about.md", "archetype.md", "theme-readme.md", "contributing.md",
                "gitignore", "codeowners", "suggest-a-paper.yml", "check.yml", "publish.yml", "suggest.yml",
            ].map {
                .embedInCode("Starter/\($0)")
            } + [.embedInCode("Preview/live.js")]),
        .executableTarget(
            name: "offprint",
            dependencies: [
                "ArchiveExchange", "ArchiveModel", "Diagnostics", "Fetching", "FileSystem", "Markup", "OffprintKit",
                "Parallelism",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport", swiftSettings: strict),
        tests("DiagnosticsTests", ["Diagnostics"]),
        tests("FileSystemTests", ["FileSystem"]),
        tests("MarkupTests", ["Markup", "Diagnostics"]),
        tests("ArchiveModelTests", ["ArchiveModel"]),
        tests(
            "SearchIndexTests",
            ["ArchiveLoading", "ArchiveModel", "Diagnostics", "FileSystem", "Parallelism", "SearchIndex"]),
        tests("ArchiveExchangeTests", ["ArchiveExchange", "ArchiveModel", "Diagnostics", "Markup"]),
        tests("FetchingTests", ["CZlib", "Fetching"]),
        tests("CitationsTests", ["ArchiveModel", "Citations"]),
        tests(
            "ArchiveLoadingTests",
            ["ArchiveLoading", "ArchiveModel", "Diagnostics", "FileSystem", "Markup", "Parallelism"]),
        tests("OffprintKitTests", ["OffprintKit", "FileSystem", "Markup"]),
        tests("SiteTests", ["offprint", "Diagnostics", "Markup"]),
    ],
    cxxLanguageStandard: .cxx17
)

// The fuzzers want sanitizers that only `script/fuzz` asks for.
if Context.environment["OFFPRINT_FUZZ"] != nil {
    package.targets += [
        .systemLibrary(name: "CLibFuzzer", path: "Fuzz/CLibFuzzer"),
        .executableTarget(
            name: "fuzz",
            dependencies: [
                "ArchiveExchange", "ArchiveLoading", "ArchiveModel", "CLibFuzzer", "Diagnostics", "FileSystem",
                "Markup",
                "OffprintKit", "Parallelism", "SearchIndex",
            ],
            path: "Fuzz/Fuzz"),
    ]
}
