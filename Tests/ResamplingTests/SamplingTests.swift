import Resampling
import TestSupport
import Testing

@Suite struct SamplingTests {
    private func image(_ color: (Int, Int) -> SIMD4<UInt8>) -> PixelBuffer {
        let margin = PixelBuffer.samplingMargin
        var image = PixelBuffer(width: 40, height: 20, margin: margin)
        for row in -margin..<20 + margin {
            for column in -margin..<40 + margin { image[column, row] = color(column, row) }
        }
        return image
    }

    private func sample(_ image: PixelBuffer, _ columns: [Double], _ rows: [Double], _ filter: ResamplingFilter)
        -> [UInt8]
    {
        var output = [UInt8](repeating: 7, count: 4 * columns.count)
        image.sample(columns: columns, rows: rows, filter: filter, into: &output, at: 0)
        return output
    }

    @Test(arguments: ResamplingFilter.allCases)
    func `gives a pixel's own value at its centre`(filter: ResamplingFilter) {
        var random = SplitMix64(state: 3)
        let noise = image { _, _ in
            let bits = random.next()
            return SIMD4(UInt8(bits & 255), UInt8(bits >> 8 & 255), UInt8(bits >> 16 & 255), 255)
        }
        let places = (0..<40 * 20).map { (column: $0 % 40, row: $0 / 40) }
        let output = sample(noise, places.map { Double($0.column) }, places.map { Double($0.row) }, filter)
        for (index, place) in places.enumerated() {
            let pixel = SIMD4(output[4 * index], output[4 * index + 1], output[4 * index + 2], output[4 * index + 3])
            #expect(pixel == noise[place.column, place.row])
        }
    }

    /// Whatever the filter, a ramp stays the ramp it was: nothing moves. Here 2x + 3y, to the nearest byte.
    @Test(arguments: ResamplingFilter.allCases)
    func `keeps ramps exactly`(filter: ResamplingFilter) {
        let ramp = image { column, row in
            SIMD4(UInt8(40 + 2 * column + 3 * row), UInt8(200 - 3 * row), 9, 255)
        }
        for step in 0...800 {
            let (x, y) = (Double(step) / 21, Double(step) / 45)
            let output = sample(ramp, [x], [y], filter)
            #expect(abs(Double(output[0]) - (40 + 2 * x + 3 * y)) <= 0.51)
            #expect(abs(Double(output[1]) - (200 - 3 * y)) <= 0.51)
            #expect(output[2] == 9)
            #expect(output[3] == 255)
        }
    }

    @Test(arguments: ResamplingFilter.allCases, [0, 1, 127, 128, 254, 255] as [UInt8])
    func `leaves a constant image as it is`(filter: ResamplingFilter, value: UInt8) {
        let constant = image { _, _ in SIMD4(value, value, value, 255) }
        let steps = (0...4096).map { -0.5 + Double($0) * 39.9 / 4096 }
        let output = sample(constant, steps, steps.map { $0 / 2.1 }, filter)
        #expect(output == (0..<4 * steps.count).map { $0 % 4 == 3 ? 255 : value })
    }
}
