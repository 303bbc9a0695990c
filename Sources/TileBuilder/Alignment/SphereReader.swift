internal import ImageCoding
internal import Panorama
internal import Resampling

/// The colours of a panorama in tiles, one direction at a time.
struct SphereReader {
    private let tiles: [PixelBuffer?]
    private let tileSize: Int
    private let count: Int

    /// - Throws: `ImageCodingError`.
    init(_ sphere: AlignmentSphere) throws(ImageCodingError) {
        (tileSize, count) = (sphere.tileSize, sphere.tileCount)
        var tiles: [PixelBuffer?] = []
        for face in CubeFace.allCases {
            for row in 0..<count {
                for column in 0..<count {
                    let name = "\(face.letter)/\(row)/\(column)"
                    let bytes = sphere.tiles[name]
                    tiles.append(
                        try bytes.map { bytes throws(ImageCodingError) in try PixelBuffer(decoding: bytes, name: name) }
                    )
                }
            }
        }
        self.tiles = tiles
    }

    /// Black where the panorama shows nothing.
    func colour(of direction: SIMD3<Double>) -> SIMD3<Double> {
        let (face, u, v) = CubeFace.facing(direction)
        let side = Double(tileSize * count)
        let (x, y) = ((u + 1) / 2 * side, (v + 1) / 2 * side)
        let (column, row) = (min(max(Int(x) / tileSize, 0), count - 1), min(max(Int(y) / tileSize, 0), count - 1))
        guard let tile = tiles[(face.rawValue * count + row) * count + column] else { return .zero }
        return tile.colour(x: x - Double(column * tileSize), y: y - Double(row * tileSize))
    }
}
