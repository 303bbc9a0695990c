import Foundation
import Resampling
import Testing

@Suite struct LinearBufferTests {
    private func image(_ size: Int, margin: Int, _ color: (Int, Int) -> SIMD4<UInt8>) -> PixelBuffer {
        var image = PixelBuffer(width: size, height: size, margin: margin)
        for row in -margin..<size + margin {
            for column in -margin..<size + margin { image[column, row] = color(column, row) }
        }
        return image
    }

    @Test func `brings every byte through linear light and back`() {
        let ramp = image(16, margin: 0) { column, row in
            let value = UInt8(16 * row + column)
            return SIMD4(value, 255 - value, value, 255)
        }
        #expect(PixelBuffer(LinearBuffer(ramp)) == ramp)
    }

    @Test(arguments: [0, 3, 10, 11, 128, 254, 255] as [UInt8])
    func `leaves a constant image as it is`(value: UInt8) {
        var light = LinearBuffer(
            image(64, margin: LinearBuffer.margin(forHalvings: 5)) { _, _ in
                SIMD4(value, value, value, 255)
            }
        )
        for size in [32, 16, 8, 4, 2] {
            light = light.halved()
            #expect(PixelBuffer(light) == image(size, margin: 0) { _, _ in SIMD4(value, value, value, 255) })
        }
        #expect(light.margin == 0)
    }

    /// A checkerboard of black and white is half the light: 188 in sRGB, not 128.
    @Test func `mixes light, not numbers`() {
        let checks = image(16, margin: 3) { column, row in
            let value: UInt8 = (column + row) & 1 == 0 ? 255 : 0
            return SIMD4(value, value, value, 255)
        }
        let half = 0.5
        let expected = UInt8(((1.055 * pow(half, 1 / 2.4) - 0.055) * 255).rounded())
        let mixed = PixelBuffer(LinearBuffer(checks).halved())
        for row in 0..<8 { for column in 0..<8 { #expect(mixed[column, row].x == expected) } }
    }

    /// Stripes finer than the half-size image can show must not come back as other stripes: the stretched Catmull-Rom
    /// filter leaves a tenth of them at the most.
    @Test(arguments: [0.36, 0.4, 0.45, 0.49])
    func `suppresses what the smaller image cannot show`(cyclesPerPixel: Double) {
        let stripes = image(128, margin: 3) { column, _ in
            let light = 0.5 + 0.4 * cos(2 * Double.pi * cyclesPerPixel * Double(column))
            let value = UInt8(((1.055 * pow(light, 1 / 2.4) - 0.055) * 255).rounded())
            return SIMD4(value, value, value, 255)
        }
        let small = PixelBuffer(LinearBuffer(stripes).halved())
        let lights = (0..<64).map { pow((Double(small[$0, 9].x) / 255 + 0.055) / 1.055, 2.4) }
        let deviation = lights.map { abs($0 - 0.5) }.max() ?? 1
        #expect(deviation < 0.4 * 0.1 + 0.005)
    }

    @Test func `keeps pixel centres`() {
        let ramp = image(32, margin: 3) { column, row in SIMD4(UInt8(100 + 2 * column), UInt8(100 + 2 * row), 0, 255) }
        let small = PixelBuffer(LinearBuffer(ramp).halved())
        for row in 0..<16 {
            for column in 0..<16 {
                #expect(abs(Double(small[column, row].x) - (100 + 2 * (2 * Double(column) + 0.5))) <= 0.6)
                #expect(abs(Double(small[column, row].y) - (100 + 2 * (2 * Double(row) + 0.5))) <= 0.6)
            }
        }
    }
}
