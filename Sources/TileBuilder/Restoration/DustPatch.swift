internal import Resampling

/// What is to stand in the place of a speck or a scratch.
struct DustPatch: Sendable {
    struct Pixel: Sendable {
        /// In the area, row by row.
        var place: Int
        /// Deep ones.
        var samples: SIMD3<UInt16>
    }

    let area: PixelRegion
    let pixels: [Pixel]

    init(area: PixelRegion, pixels: [Pixel]) {
        self.area = area
        self.pixels = pixels
    }

    /// Filled from around, along eight directions, the nearer the more.
    init(filling isHole: [Bool], of samples: [UInt16], in area: PixelRegion) {
        self.area = area
        let (width, height) = (area.width, area.height)
        pixels = isHole.indices.filter { isHole[$0] }.map { place in
            var (sum, weights) = (SIMD3<Float>(), Float(0))
            for way in [(1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1)] {
                var (column, row) = (place % width, place / width)
                var distance: Float = 0
                repeat {
                    column += way.0
                    row += way.1
                    distance += way.0 != 0 && way.1 != 0 ? 1.41421356 : 1
                } while column >= 0 && row >= 0 && column < width && row < height && isHole[row * width + column]
                guard column >= 0, row >= 0, column < width, row < height else { continue }
                let at = (row * width + column) * 4
                sum += SIMD3(Float(samples[at]), Float(samples[at + 1]), Float(samples[at + 2])) / distance
                weights += 1 / distance
            }
            let own = SIMD3(samples[4 * place], samples[4 * place + 1], samples[4 * place + 2])
            guard weights > 0 else { return Pixel(place: place, samples: own) }
            let mean = sum / weights
            return Pixel(
                place: place,
                samples: SIMD3(UInt16(mean.x.rounded()), UInt16(mean.y.rounded()), UInt16(mean.z.rounded()))
            )
        }
    }

    func apply(to picture: PictureLevel) {
        var samples = picture.deepSamples(in: area)
        for pixel in pixels {
            for channel in 0..<3 { samples[4 * pixel.place + channel] = pixel.samples[channel] }
        }
        picture.setDeepSamples(in: area, to: samples)
    }
}
