/// A rectangle of texels of a cube face. It may go beyond the face's edges, where the face's plane goes on over the neighbours'
/// directions, so that a filter finds the true picture there.
package struct FaceRegion: Sendable, Hashable {
    package let face: CubeFace
    /// Texels a side of the face.
    package let faceSize: Int
    package let columns: Range<Int>
    package let rows: Range<Int>

    package init(face: CubeFace, faceSize: Int, columns: Range<Int>, rows: Range<Int>) {
        precondition(faceSize > 0 && !columns.isEmpty && !rows.isEmpty)
        self.face = face
        self.faceSize = faceSize
        self.columns = columns
        self.rows = rows
    }

    /// Where the texels' centres lie in the face's plane, from left to right: -1 and 1 are its edges.
    package var u: [Double] { columns.map(coordinate) }

    /// From top to bottom.
    package var v: [Double] { rows.map(coordinate) }

    private func coordinate(_ texel: Int) -> Double {
        (2 * Double(texel) + 1) / Double(faceSize) - 1
    }
}

extension FaceRegion {
    /// A tile and `margin` texels around it, on a face that is `scale` times as fine as the tile's level.
    package init(_ address: TileAddress, of pyramid: Pyramid, scale: Int = 1, margin: Int = 0) {
        let size = pyramid.tileSize * scale
        self.init(
            face: address.face,
            faceSize: pyramid.faceSize(level: address.level) * scale,
            columns: address.column * size - margin..<(address.column + 1) * size + margin,
            rows: address.row * size - margin..<(address.row + 1) * size + margin
        )
    }

    /// The rows of a panorama that hold the texels' centres, as far as they may lie apart.
    package func rows(in panorama: Equirectangular) -> ClosedRange<Double> {
        let (u, v) = (extremes(u), extremes(v))
        let corners =
            switch face {
            case .front, .right, .back, .left:
                // Down a column rows only grow; along a row the horizon's distance is largest in the middle.
                [v.first, v.last].flatMap { v in [u.nearest, u.farthest].map { CubeFace.front.direction(u: $0, v: v) } }
            case .up, .down:
                [
                    face.direction(u: u.nearest, v: v.nearest),
                    face.direction(u: u.farthest, v: v.farthest),
                ]
            }
        let rows = corners.map { panorama.position(of: $0).y }
        return (rows.min() ?? 0)...(rows.max() ?? 0)
    }

    private func extremes(_ values: [Double]) -> (first: Double, last: Double, nearest: Double, farthest: Double) {
        let (first, last) = (values[0], values[values.count - 1])
        let nearest = first < 0 && last > 0 ? 0 : abs(first) < abs(last) ? first : last
        return (first, last, nearest, abs(first) < abs(last) ? last : first)
    }
}
