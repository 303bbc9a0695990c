internal import Panorama
internal import Resampling

extension [PixelBuffer] {
    /// Fills the margins of the six faces of a cubemap with what their neighbours show there.
    ///
    /// - Parameter size: of a face in these buffers' texels; less than their width where that was rounded up.
    mutating func continueOverEdges(size: Double) {
        let faces = self
        for face in CubeFace.allCases {
            let picture = faces[face.rawValue]
            for row in -picture.margin..<picture.height + picture.margin {
                let isBeside = row < 0 || row >= picture.height
                for column in -picture.margin..<picture.width + picture.margin
                where isBeside || column < 0 || column >= picture.width {
                    let (u, v) = ((2 * Double(column) + 1) / size - 1, (2 * Double(row) + 1) / size - 1)
                    let seen = CubeFace.facing(face.direction(u: u, v: v))
                    self[face.rawValue][column, row] = faces[seen.face.rawValue].between(
                        column: (seen.u + 1) * size / 2 - 0.5,
                        row: (seen.v + 1) * size / 2 - 0.5
                    )
                }
            }
        }
    }
}

extension PixelBuffer {
    /// The colour between the four nearest texels.
    fileprivate func between(column: Double, row: Double) -> SIMD4<UInt8> {
        let column = Swift.min(Swift.max(column, 0), Double(width - 1))
        let row = Swift.min(Swift.max(row, 0), Double(height - 1))
        let (left, top) = (Int(column), Int(row))
        let (right, bottom) = (Swift.min(left + 1, width - 1), Swift.min(top + 1, height - 1))
        let (x, y) = (column - Double(left), row - Double(top))
        let upper = wide(left, top) * (1 - x) + wide(right, top) * x
        let lower = wide(left, bottom) * (1 - x) + wide(right, bottom) * x
        return SIMD4<UInt8>(upper * (1 - y) + lower * y, rounding: .toNearestOrEven)
    }

    private func wide(_ column: Int, _ row: Int) -> SIMD4<Double> { SIMD4<Double>(self[column, row]) }
}
