/// What a bundle holds, by digests alone: bundles of equal content show the same, whatever their files' bytes.
///
/// Tiles are not listed: a panorama's digest is one over all its tiles.
package struct BundleContent: Sendable, Equatable, Codable {
    package struct Part: Sendable, Hashable, Codable {
        package var digest: Digest
        package var bytes: Int
    }

    package struct Media: Sendable, Hashable, Codable {
        package var digest: Digest
        package var bytes: Int
        package var mediaType: String
        package var name: String
    }

    package struct Panorama: Sendable, Hashable, Codable {
        package var digest: Digest
        package var tileSizePx: Int
        package var levelCount: Int
        package var mediaType: String
        package var presentation: PanoramaPresentation
        package var preview: Part?
        package var tiles: Int
        /// Of all tiles together.
        package var bytes: Int
        /// Keys of what it was made from.
        package var sources: [Digest]
    }

    /// The tour as headsets get it.
    package var manifest: Part
    /// The text of `tour.yaml`.
    package var document: Part
    /// By digest.
    package var media: [Media]
    /// By digest.
    package var panoramas: [Panorama]
}

extension BundleContent {
    /// Of all that is in it, without what SQLite adds.
    package var bytes: Int {
        manifest.bytes + document.bytes + media.reduce(0) { $0 + $1.bytes }
            + panoramas.reduce(0) { $0 + $1.bytes + ($1.preview?.bytes ?? 0) }
    }

    /// Whether all numbers are such as can be added up.
    package var isSensible: Bool {
        let parts = [manifest, document] + mediaParts + panoramas.compactMap(\.preview)
        return (parts.map(\.bytes) + panoramas.flatMap { [$0.bytes, $0.tiles] }).allSatisfy((0...1 << 40).contains)
    }

    /// The media as parts.
    package var mediaParts: [Part] { media.map { Part(digest: $0.digest, bytes: $0.bytes) } }
}

extension Digest: Comparable {
    package static func < (one: Self, other: Self) -> Bool { one.bytes.lexicographicallyPrecedes(other.bytes) }
}
