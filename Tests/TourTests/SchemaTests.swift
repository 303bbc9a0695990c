import Foundation
import Testing
import Tour

/// The published schema and the page have the keys that the program knows, and require those that it requires.
///
/// The program names them itself where a mapping has nothing but a key that is like none of them.
struct SchemaTests {
    private static let strange = "{qqqqqqqqq: 1}"
    private static let mappings = [
        ("tour", strange),
        ("map", "map: \(strange)"),
        ("place", "places: [\(strange)]"),
        ("location", "places: [{location: \(strange)}]"),
        ("trigger", "places: [{trigger: \(strange)}]"),
        ("epoch", "places: [{epochs: [\(strange)]}]"),
        ("photo", "places: [{epochs: [{photo: \(strange)}]}]"),
        ("photo", "places: [{epochs: [{photo: [\(strange)]}]}]"),
        ("panorama", "places: [{epochs: [{panorama: \(strange)}]}]"),
        ("panorama's pose", "places: [{epochs: [{panorama: {pose: \(strange)}}]}]"),
        ("pose", "places: [{epochs: [{photo: {pose: \(strange)}}]}]"),
        ("control point", "places: [{epochs: [{photo: {control_points: [\(strange), \(strange)]}}]}]"),
        ("hotspot", "places: [{epochs: [{hotspots: [\(strange)]}]}]"),
    ]

    @Test(arguments: mappings) func `has the keys of the program`(_ name: String, _ yaml: String) throws {
        let findings = findings(in: yaml)
        let schema = try definition(of: name)

        let unknown = try #require(findings.first { $0.message.hasPrefix("unknown key `qqqqqqqqq` in this \(name)") })
        let keys = Set(unknown.advice.matches(of: /`([a-z_]+)`/).map { String($0.1) })
        #expect(Set(try #require(schema["properties"] as? [String: Any]).keys) == keys)
        #expect(schema["additionalProperties"] as? Bool == false)
        let page = try FormatPage.text()
        for key in keys { #expect(page.contains("`\(key)`"), "FORMAT.md lacks \(key)") }

        let missing = findings.filter { $0.code == .missingKey && $0.message.hasPrefix("this \(name) has no ") }
        let attribution = findings.filter { $0.code == .incompleteAttribution && name == "epoch" }.map(\.message)
        let required = (missing.map(\.message) + attribution).flatMap { message in
            message.matches(of: /`([a-z_]+)`/).map { String($0.1) }
        }
        #expect(Set(try #require(schema["required"] as? [String])) == Set(required))
    }

    private func definition(of name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: FormatPage.folder.appending(path: "tour.schema.json"))
        let schema = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
        if name == "tour" { return schema }
        let definitions = try #require(schema["$defs"] as? [String: Any])
        return try #require(definitions[name.replacing(" ", with: "-").replacing("'", with: "")] as? [String: Any])
    }
}
