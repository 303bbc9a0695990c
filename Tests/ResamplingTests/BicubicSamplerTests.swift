import Resampling
import TestSupport
import Testing

@Suite struct BicubicSamplerTests {
    private func randomImage(_ width: Int, _ height: Int, seed: UInt64) -> PixelBuffer {
        var random = SplitMix64(state: seed)
        var image = PixelBuffer(width: width, height: height, margin: 2)
        for row in 0..<height {
            for column in 0..<width {
                let bits = random.next()
                image[column, row] = SIMD4(UInt8(bits & 255), UInt8(bits >> 8 & 255), UInt8(bits >> 16 & 255), 255)
            }
        }
        image.fillSphericalMargin()
        return image
    }

    private func sample(_ image: PixelBuffer, _ columns: [Double], _ rows: [Double], _ set: InstructionSet) -> [UInt8] {
        var output = [UInt8](repeating: 7, count: 4 * columns.count)
        BicubicSampler(using: set).sample(image, columns: columns, rows: rows, into: &output, at: 0)
        return output
    }

    @Test(arguments: 0..<40)
    func `gives the same bytes on every instruction set`(seed: UInt64) {
        let image = randomImage(32, 16, seed: seed)
        var random = SplitMix64(state: seed &+ 1000)
        let columns = (0..<500).map { _ in Double.random(in: -0.5...31.4995, using: &random) }
        let rows = (0..<500).map { _ in Double.random(in: -0.5...15.4995, using: &random) }
        let specification = sample(image, columns, rows, .scalar)
        for set in InstructionSet.allCases { #expect(sample(image, columns, rows, set) == specification) }
    }

    @Test(arguments: InstructionSet.allCases)
    func `gives a texel's own value at its centre`(set: InstructionSet) {
        let image = randomImage(16, 8, seed: 3)
        let places = (0..<16 * 8).map { (column: $0 % 16, row: $0 / 16) }
        let output = sample(image, places.map { Double($0.column) }, places.map { Double($0.row) }, set)
        for (index, place) in places.enumerated() {
            let pixel = SIMD4(output[4 * index], output[4 * index + 1], output[4 * index + 2], output[4 * index + 3])
            #expect(pixel == image[place.column, place.row])
        }
    }

    /// The filter reproduces ramps between texels; here 2x + 3y, to the nearest byte.
    @Test(arguments: InstructionSet.allCases)
    func `gives ramps exactly`(set: InstructionSet) {
        var image = PixelBuffer(width: 40, height: 20, margin: 2)
        for row in 0..<20 {
            for column in 0..<40 {
                image[column, row] = SIMD4(UInt8(2 * column + 3 * row), UInt8(200 - 3 * row), 9, 255)
            }
        }
        for step in 0...800 {
            let (x, y) = (2 + Double(step) / 25, 2 + Double(step) / 55)
            let output = sample(image, [x], [y], set)
            #expect(abs(Double(output[0]) - (2 * x + 3 * y)) <= 0.51)
            #expect(abs(Double(output[1]) - (200 - 3 * y)) <= 0.51)
            #expect(output[2] == 9)
            #expect(output[3] == 255)
        }
    }

    @Test(arguments: InstructionSet.allCases, [0, 1, 127, 128, 254, 255] as [UInt8])
    func `leaves a constant image as it is`(set: InstructionSet, value: UInt8) {
        var image = PixelBuffer(width: 16, height: 8, margin: 2)
        for row in 0..<8 { for column in 0..<16 { image[column, row] = SIMD4(value, value, value, 255) } }
        image.fillSphericalMargin()
        let steps = (0...4096).map { -0.5 + Double($0) * 15.9 / 4096 }
        let output = sample(image, steps, steps.map { $0 / 2 }, set)
        #expect(output == (0..<4 * steps.count).map { $0 % 4 == 3 ? 255 : value })
    }
}
