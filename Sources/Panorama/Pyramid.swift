/// The sizes of a tiled cubemap: every tile is whole and square, every level is half of the next.
///
/// Level *l* has 2^l tiles a side, so that Pannellum, Marzipano and Photo Sphere Viewer can read the same tiles.
package struct Pyramid: Sendable, Hashable {
    package static let largestTileSize = 512
    /// A JPEG's largest block of samples (4:2:0); tiles of whole blocks carry no padding.
    package static let tileSizeStep = 16

    /// Pixels a side of a tile, the same on every level.
    package let tileSize: Int
    /// At least 1.
    package let levelCount: Int

    package init(tileSize: Int, levelCount: Int) {
        precondition(tileSize > 0 && (1...24).contains(levelCount))
        self.tileSize = tileSize
        self.levelCount = levelCount
    }

    /// The smallest pyramid whose finest level has at least `faceSize` pixels a side and no tile more than
    /// `largestTileSize`, which is rounded down to a multiple of `tileSizeStep`.
    package init(faceSize: Int, largestTileSize: Int = Self.largestTileSize) {
        precondition(faceSize > 0 && largestTileSize >= Self.tileSizeStep)
        let largestTileSize = largestTileSize / Self.tileSizeStep * Self.tileSizeStep
        var levelCount = 1
        while faceSize > largestTileSize << (levelCount - 1) { levelCount += 1 }
        let tiles = 1 << (levelCount - 1)
        let step = tiles * Self.tileSizeStep
        self.init(tileSize: (faceSize + step - 1) / step * Self.tileSizeStep, levelCount: levelCount)
    }

    /// Pixels a side of a face on the finest level.
    package var faceSize: Int { faceSize(level: levelCount - 1) }

    package func faceSize(level: Int) -> Int { tileSize << level }

    /// Tiles a side of a face.
    package func tileCount(level: Int) -> Int { 1 << level }

    /// Tiles of all faces and levels.
    package var totalTileCount: Int {
        (0..<levelCount).reduce(0) { $0 + CubeFace.allCases.count * tileCount(level: $1) * tileCount(level: $1) }
    }

    /// Every address, in ascending order.
    package var addresses: [TileAddress] {
        (0..<levelCount).flatMap { level in CubeFace.allCases.flatMap { addresses(level: level, face: $0) } }
    }

    /// The addresses of one face on one level, row by row.
    package func addresses(level: Int, face: CubeFace) -> [TileAddress] {
        (0..<tileCount(level: level)).flatMap { row in
            (0..<tileCount(level: level)).map { TileAddress(level: level, face: face, row: row, column: $0) }
        }
    }
}
