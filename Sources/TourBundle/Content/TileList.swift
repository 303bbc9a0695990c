package import Panorama

/// The tiles of a panorama as the text of which the panorama's digest is the SHA-256: a list that proves itself.
package struct TileList: Sendable {
    package let pyramid: Pyramid
    package let mediaType: String
    /// In ascending order of address.
    package let tiles: [(address: TileAddress, digest: Digest)]

    package init(pyramid: Pyramid, mediaType: String, tiles: [(address: TileAddress, digest: Digest)]) {
        (self.pyramid, self.mediaType, self.tiles) = (pyramid, mediaType, tiles)
    }

    package var text: [UInt8] {
        var text = "\(Self.title)\n\(pyramid.tileSize) \(pyramid.levelCount) \(mediaType)\n"
        text.reserveCapacity(text.utf8.count + tiles.count * 80)
        for tile in tiles { text += "\(tile.address) \(tile.digest)\n" }
        return Array(text.utf8)
    }

    static let title = "zeitreise panorama 1"
}

extension TileList {
    /// The longest line of a tile, with its end.
    private static let longestLine = 100

    /// More bytes than a list of so many tiles can have.
    package static func mostBytes(tiles: Int) -> Int { 256 + max(0, tiles) * longestLine }

    /// Reads a list that somebody sent.
    ///
    /// - Returns: nil unless it is the very list that the panorama's digest names, and one of a pyramid.
    package init?(_ text: [UInt8], of panorama: BundleContent.Panorama) {
        guard Digest(of: text) == panorama.digest, (1...1 << 16).contains(panorama.tileSizePx),
            (1...24).contains(panorama.levelCount)
        else { return nil }
        let lines = text.split(separator: UInt8(ascii: "\n"))
        let sizes = "\(panorama.tileSizePx) \(panorama.levelCount) \(panorama.mediaType)"
        guard lines.count == panorama.tiles + 2, lines[0].elementsEqual(Self.title.utf8),
            lines[1].elementsEqual(sizes.utf8)
        else { return nil }
        var tiles: [(address: TileAddress, digest: Digest)] = []
        tiles.reserveCapacity(panorama.tiles)
        for line in lines.dropFirst(2) {
            guard let tile = Self.tile(line) else { return nil }
            tiles.append(tile)
        }
        let pyramid = Pyramid(tileSize: panorama.tileSizePx, levelCount: panorama.levelCount)
        guard TileCoverage(pyramid: pyramid, tiles: tiles.map(\.address)) != nil else { return nil }
        self.init(pyramid: pyramid, mediaType: panorama.mediaType, tiles: tiles)
        // In its only spelling: a bundle makes its digest of that.
        guard self.text == text else { return nil }
    }

    private static func tile(_ line: ArraySlice<UInt8>) -> (address: TileAddress, digest: Digest)? {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        guard words.count == 2, let digest = Digest(hex: words[1]) else { return nil }
        let numbers = words[0].split(separator: "/")
        guard numbers.count == 4, let level = Int(numbers[0]), let face = CubeFace(letter: numbers[1]),
            let row = Int(numbers[2]), let column = Int(numbers[3])
        else { return nil }
        return (TileAddress(level: level, face: face, row: row, column: column), digest)
    }
}
