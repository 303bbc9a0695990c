import Foundation
import Resampling
import Testing

@Suite struct HalvingTests {
    private func image(_ size: Int, _ color: (Int, Int) -> SIMD4<UInt8>) -> PixelBuffer {
        var image = PixelBuffer(width: size, height: size)
        for row in 0..<size { for column in 0..<size { image[column, row] = color(column, row) } }
        return image
    }

    @Test(arguments: InstructionSet.available)
    func `leaves constant images as they are, every byte of them`(set: InstructionSet) {
        for value in UInt8.min...UInt8.max {
            let color = SIMD4(value, 255 - value, value, 255)
            let size = 8 + 2 * PixelBuffer.margin(forHalvings: 2)
            let smaller = image(size) { _, _ in color }.halved(using: set).halved(using: set)
            #expect(smaller == image(2) { _, _ in color })
        }
    }

    /// A checkerboard of black and white is half the light: 188 in sRGB, not 128.
    @Test(arguments: InstructionSet.available)
    func `mixes light, not numbers`(set: InstructionSet) {
        let checks = image(22) { column, row in
            let value: UInt8 = (column + row) & 1 == 0 ? 255 : 0
            return SIMD4(value, value, value, 255)
        }
        let half = 0.5
        let expected = UInt8(((1.055 * pow(half, 1 / 2.4) - 0.055) * 255).rounded())
        let mixed = checks.halved(using: set)
        #expect(mixed == image(8) { _, _ in SIMD4(expected, expected, expected, 255) })
    }

    /// Stripes finer than the half-size image can show must not come back as other stripes: the stretched Catmull-Rom
    /// filter leaves a tenth of them at the most.
    @Test(arguments: [0.36, 0.4, 0.45, 0.49])
    func `suppresses what the smaller image cannot show`(cyclesPerPixel: Double) {
        let stripes = image(134) { column, _ in
            let light = 0.5 + 0.4 * cos(2 * Double.pi * cyclesPerPixel * Double(column))
            let value = UInt8(((1.055 * pow(light, 1 / 2.4) - 0.055) * 255).rounded())
            return SIMD4(value, value, value, 255)
        }
        let small = stripes.halved(using: .portable)
        let lights = (0..<64).map { pow((Double(small[$0, 9].x) / 255 + 0.055) / 1.055, 2.4) }
        let deviation = lights.map { abs($0 - 0.5) }.max() ?? 1
        #expect(deviation < 0.4 * 0.1 + 0.005)
    }

    @Test(arguments: InstructionSet.available)
    func `keeps pixel centres`(set: InstructionSet) {
        let ramp = image(38) { column, row in SIMD4(UInt8(100 + 2 * column), UInt8(100 + 2 * row), 0, 255) }
        let small = ramp.halved(using: set)
        for row in 0..<16 {
            for column in 0..<16 {
                #expect(abs(Double(small[column, row].x) - (106 + 2 * (2 * Double(column) + 0.5))) <= 0.6)
                #expect(abs(Double(small[column, row].y) - (106 + 2 * (2 * Double(row) + 0.5))) <= 0.6)
            }
        }
    }
}
