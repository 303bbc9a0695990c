internal import Foundation

/// Exports as JSON for people to read: keys as they are named, sorted (`@context` comes first so), and indented.
enum ExportJSON {
    static func text(_ value: some Encodable) throws(EncodingError) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return String(decoding: try encoder.encode(value), as: UTF8.self)
        } catch {
            throw error as? EncodingError
                ?? .invalidValue(value, .init(codingPath: [], debugDescription: "\(error)"))
        }
    }
}
