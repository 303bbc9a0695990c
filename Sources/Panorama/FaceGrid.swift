/// The texels of one cube face, with a margin in which the face's plane goes on over the neighbours' directions.
///
/// A filter that works in the margin sees the true picture beyond the edge, so that levels show no seam.
package struct FaceGrid: Sendable, Hashable {
    package let face: CubeFace
    /// Texels a side, without the margin.
    package let size: Int
    package let margin: Int

    package init(face: CubeFace, size: Int, margin: Int = 0) {
        precondition(size > 0 && margin >= 0)
        self.face = face
        self.size = size
        self.margin = margin
    }

    /// Where the centres of one row's texels, margin included, lie in a panorama.
    ///
    /// - Parameters:
    ///   - row: -margin ..< size + margin.
    ///   - columns, rows: receive size + 2 · margin positions in the panorama's texels.
    package func positions(
        row: Int,
        in panorama: Equirectangular,
        columns: inout [Double],
        rows: inout [Double]
    ) {
        let v = coordinate(row)
        for index in 0..<size + 2 * margin {
            let position = panorama.position(of: face.direction(u: coordinate(index - margin), v: v))
            columns[index] = position.x
            rows[index] = position.y
        }
    }

    /// Texel centres in the face's plane: -1 and 1 are its edges.
    private func coordinate(_ texel: Int) -> Double {
        (2 * Double(texel) + 1) / Double(size) - 1
    }
}
