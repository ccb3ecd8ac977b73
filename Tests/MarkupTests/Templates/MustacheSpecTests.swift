import Diagnostics
import Foundation
import Markup
import TestSupport
import Testing

/// Mustache's own specification: https://github.com/mustache/spec
@Suite struct MustacheSpecTests {
    @Test(
        .enabled(if: SharedData.url("data/mustache-spec") != nil, "needs ../shared/data/mustache-spec"),
        arguments: SpecCase.all)
    func example(_ example: SpecCase) throws {
        let sources = example.partials.merging(["the test": example.template]) { $1 }.map { name, text in
            TemplateSource(name: name, file: SourceFile(path: name, bytes: Array(text.utf8)))
        }
        // What is the same on all pages is written out before; that must not be seen.
        for isConstant in [false, true] {
            let schema = JSON.schema(of: [example.data], isConstant: isConstant)
            let (template, diagnostics) = TemplateLibrary(sources).compile("the test", for: schema, strict: false)
            #expect(diagnostics == [])
            var buffer = ByteBuffer()
            var renderer = TemplateRenderer()
            renderer.render(try #require(template), example.data, links: .rooted(basePath: "/"), into: &buffer)
            #expect(String(decoding: buffer.bytes, as: UTF8.self) == example.expected)
        }
    }

    @Test(.enabled(if: SharedData.url("data/mustache-spec") != nil, "needs ../shared/data/mustache-spec"))
    func nothingIsLeftOut() {
        #expect(SpecCase.all.count > 150)
    }
}

/// One test of the specification.
struct SpecCase: Sendable, CustomTestStringConvertible {
    let name: String
    let data: JSON
    let template: String
    let partials: [String: String]
    let expected: String

    var testDescription: String { name }

    /// All tests of all files.
    static let all: [SpecCase] = {
        guard let folder = SharedData.url("data/mustache-spec") else { return [] }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(".json") }.sorted().flatMap { name -> [SpecCase] in
            guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)"),
                let file = try? JSONDecoder().decode(File.self, from: data)
            else {
                Issue.record("\(name) can't be read")
                return []
            }
            return file.tests.map {
                SpecCase(
                    name: "\(name): \($0.name)", data: $0.data, template: $0.template, partials: $0.partials ?? [:],
                    expected: $0.expected)
            }
        }
    }()

    private struct File: Decodable {
        struct Test: Decodable {
            let name: String
            let data: JSON
            let template: String
            let partials: [String: String]?
            let expected: String
        }
        let tests: [Test]
    }
}

/// Data of any shape, whose schema is made from what it holds.
enum JSON: Sendable, Decodable {
    case null, flag(Bool), number(Int), text(String), list([JSON]), object([String: JSON])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let flag = try? value.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? value.decode(Int.self) {
            self = .number(number)
        } else if let number = try? value.decode(Double.self) {
            self = .text("\(number)")
        } else if let text = try? value.decode(String.self) {
            self = .text(text)
        } else if let list = try? value.decode([JSON].self) {
            self = .list(list)
        } else {
            self = value.decodeNil() ? .null : .object(try value.decode([String: JSON].self))
        }
    }

    var flag: Bool { if case .flag(let flag) = self { flag } else { false } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var list: [JSON] { if case .list(let list) = self { list } else { [] } }
    var object: [String: JSON]? { if case .object(let object) = self { object } else { nil } }
    var text: String? {
        switch self {
        case .text(let text): text
        case .number(let number): "\(number)"
        default: nil
        }
    }

    /// A schema for all of the samples: the elements of one list share one.
    static func schema(of samples: [JSON], isConstant: Bool = false) -> TemplateSchema<JSON> {
        let objects = samples.compactMap(\.object)
        var keys = Set(objects.flatMap(\.keys)).sorted().map { name in
            key(name, of: objects.compactMap { $0[name] }) { $0.object?[name] ?? .null }
        }
        if objects.count < samples.count { keys.append(key(".", of: samples) { $0 }) }
        return TemplateSchema("JSON", "Any data.", isConstant ? keys.map(\.constant) : keys)
    }

    private static func key(
        _ name: String, of samples: [JSON], _ get: @escaping @Sendable (JSON) -> JSON
    ) -> TemplateKey<JSON> {
        if samples.contains(where: { $0.object != nil }) {
            return .view(name, "", schema: schema(of: samples.filter { $0.object != nil })) { data in
                get(data).object.map { .object($0) }
            }
        }
        let elements = samples.flatMap(\.list)
        if !elements.isEmpty { return .list(name, "", schema: schema(of: elements)) { get($0).list } }
        if samples.contains(where: { if case .text = $0 { true } else { false } }) {
            return .text(name, "") { get($0).text }
        }
        if samples.contains(where: { $0.number != nil }) { return .number(name, "") { get($0).number } }
        return .flag(name, "") { get($0).flag }
    }
}
