internal import Foundation

/// Manifests as JSON: keys in snake case and sorted, so that the same manifest has the same bytes.
package enum ManifestJSON {
    package static func encode(_ manifest: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(manifest))
    }

    package static func decode<Manifest: Decodable>(_ type: Manifest.Type, from json: [UInt8]) throws -> Manifest {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(json))
    }
}
