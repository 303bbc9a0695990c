internal import Panorama

/// A square of a cube's face, in texels.
struct FacePart {
    let face: CubeFace
    /// Texels a side of the face.
    let faceSize: Int
    /// The first texel.
    let left: Int
    let top: Int
    /// Texels a side.
    let side: Int

    func positions(in projection: SourceProjection) -> TexelPositions {
        TexelPositions(projection, face: face, faceSize: faceSize, left: left, top: top, side: side)
    }

    /// The same square in texels half as large, with a margin of them around it.
    func doubled(margin: Int) -> FacePart {
        FacePart(
            face: face,
            faceSize: 2 * faceSize,
            left: 2 * left - margin,
            top: 2 * top - margin,
            side: 2 * (side + margin)
        )
    }

    /// Points a side at which a texel on an edge is looked at.
    private static let points = 4

    /// How much of a texel a source covers: 0...1.
    func share(of column: Int, _ row: Int, shownBy projection: SourceProjection) -> Double {
        let finer = Double(faceSize * Self.points)
        var count = 0
        for y in 0..<Self.points {
            let v = (2 * Double((top + row) * Self.points + y) + 1) / finer - 1
            for x in 0..<Self.points {
                let u = (2 * Double((left + column) * Self.points + x) + 1) / finer - 1
                if projection.position(of: face.direction(u: u, v: v)) != nil { count += 1 }
            }
        }
        return Double(count) / Double(Self.points * Self.points)
    }
}
