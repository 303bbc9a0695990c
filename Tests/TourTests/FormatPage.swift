import Foundation
import Testing
import Tour

/// `Tours/FORMAT.md`, whose examples are the tests' documents too.
enum FormatPage {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Tours")

    static func text() throws -> String {
        try String(contentsOf: folder.appending(path: "FORMAT.md"), encoding: .utf8)
    }

    /// The fenced YAML blocks that are whole tours, in their order.
    static func tours() throws -> [String] { try blocks().filter { $0.hasPrefix("zeitreise:") } }

    /// The others: lists of epochs.
    static func epochs() throws -> [String] { try blocks().filter { $0.hasPrefix("- id:") } }

    private static func blocks() throws -> [String] {
        try text().split(separator: "```yaml\n").dropFirst().map { block in
            String(try #require(block.split(separator: "```").first))
        }
    }

    /// The smallest tour.
    static func minimal() throws -> String { try #require(tours().first) }

    /// The smallest tour with more epochs.
    static func minimal(adding epochs: String) throws -> String {
        let lines = epochs.split(separator: "\n").map { "      \($0)\n" }
        return try minimal() + lines.joined()
    }

    /// The tour with every key.
    static func full() throws -> String { try #require(tours().last) }
}

func read(_ yaml: String, file: String = "tour.yaml") throws(TourError) -> TourDocument {
    try TourDocument(yaml: Array(yaml.utf8), file: file)
}

/// None where the document is valid.
func findings(in yaml: String) -> [TourFinding] {
    findings(in: Array(yaml.utf8))
}

/// The same; what is refused has to have at least one.
func findings(in bytes: [UInt8]) -> [TourFinding] {
    do throws(TourError) {
        _ = try TourDocument(yaml: bytes, file: "tour.yaml")
        return []
    } catch {
        #expect(!error.findings.isEmpty)
        return error.findings
    }
}
