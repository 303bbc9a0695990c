extension PixelBuffer {
    /// Fills the margin as a full equirectangular panorama goes on: round the 360° seam to the sides, and over the poles,
    /// where the next row is the same row seen from the other side, half a turn away.
    ///
    /// The width should be even; of an odd one the row beyond the pole lies half a texel off.
    package mutating func fillSphericalMargin() {
        precondition(margin <= width && margin <= height)
        for row in 0..<height { wrap(row: row) }
        for distance in 0..<margin {
            copyHalfTurned(row: distance, to: -1 - distance)
            copyHalfTurned(row: height - 1 - distance, to: height + distance)
        }
    }

    private mutating func wrap(row: Int) {
        for distance in 0..<margin {
            self[-1 - distance, row] = self[width - 1 - distance, row]
            self[width + distance, row] = self[distance, row]
        }
    }

    private mutating func copyHalfTurned(row: Int, to target: Int) {
        for column in -margin..<width + margin {
            let turned = (column + width / 2 + width) % width
            self[column, target] = self[turned, row]
        }
    }
}
