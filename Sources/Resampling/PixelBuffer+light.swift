extension PixelBuffer {
    /// Full opacity, as `blend` counts it.
    package static let opaque: UInt16 = 1 << 15

    /// Lays another image over a part of this one, mixed as light.
    ///
    /// - Parameters:
    ///   - other: as large as the part.
    ///   - opacity: of each of its pixels, row by row, 0...`opaque`. Opaque pixels come over byte for byte.
    ///   - column, row: of the part's first pixel.
    package mutating func blend(_ other: PixelBuffer, opacity: [UInt16], column: Int, row: Int) {
        precondition(opacity.count == other.width * other.height)
        precondition(column >= 0 && row >= 0 && column + other.width <= width && row + other.height <= height)
        let curve = TransferFunction.sRGB
        for line in 0..<other.height {
            for at in 0..<other.width {
                let share = opacity[line * other.width + at]
                guard share > 0 else { continue }
                let above = other[at, line]
                guard share < Self.opaque else {
                    self[column + at, row + line] = above
                    continue
                }
                let below = curve.light(self[column + at, row + line])
                let mixed = below &+ ((curve.light(above) &- below) &* Int32(share) &+ 1 << 14) &>> 15
                self[column + at, row + line] = curve.pixel(mixed)
            }
        }
    }

    /// Replaces every pixel by another light.
    package mutating func map(_ map: LightMap) {
        let curve = TransferFunction.sRGB
        for row in 0..<height {
            for column in 0..<width { self[column, row] = curve.pixel(map(curve.light(self[column, row]))) }
        }
    }

    /// An image of one light.
    package init(width: Int, height: Int, light: SIMD3<Double>) {
        self.init(width: width, height: height)
        let pixel = TransferFunction.sRGB.pixel(LightMap(red: .zero, green: .zero, blue: .zero, offset: light)(.zero))
        for row in 0..<height { for column in 0..<width { self[column, row] = pixel } }
    }
}

/// Linear light that becomes other linear light: a matrix, and what is added to it.
package struct LightMap: Sendable {
    /// In 16384ths; columns are what a whole share of red, green and blue adds.
    private let red: SIMD4<Int32>
    private let green: SIMD4<Int32>
    private let blue: SIMD4<Int32>
    /// In 32767ths of full light.
    private let offset: SIMD4<Int32>

    /// - Parameters:
    ///   - red, green, blue: what full light of this colour becomes, besides `offset`: of each channel at most 1.
    ///   - offset: what black becomes, 0...1.
    package init(red: SIMD3<Double>, green: SIMD3<Double>, blue: SIMD3<Double>, offset: SIMD3<Double>) {
        func whole(_ light: SIMD3<Double>, _ scale: Double) -> SIMD4<Int32> {
            precondition(light.min() >= 0 && light.max() <= 1)
            return SIMD4(SIMD4(light, 0) * scale, rounding: .toNearestOrEven)
        }
        (self.red, self.green, self.blue) = (whole(red, 16384), whole(green, 16384), whole(blue, 16384))
        self.offset = whole(offset, Double(TransferFunction.most))
    }

    /// In 32767ths of full light.
    func callAsFunction(_ light: SIMD4<Int32>) -> SIMD4<Int32> {
        // Three products of 15 and 14 bits: below 2^31.
        let sum = red &* light.x &+ green &* light.y &+ blue &* light.z
        return offset &+ (sum &+ 1 << 13) &>> 14
    }
}

extension TransferFunction {
    /// Of a pixel's colours; the fourth is 0.
    fileprivate func light(_ pixel: SIMD4<UInt8>) -> SIMD4<Int32> {
        SIMD4(Int32(linear[Int(pixel.x)]), Int32(linear[Int(pixel.y)]), Int32(linear[Int(pixel.z)]), 0)
    }

    /// Light beyond what can be shown is held to it.
    fileprivate func pixel(_ light: SIMD4<Int32>) -> SIMD4<UInt8> {
        let held = light.clamped(lowerBound: .zero, upperBound: SIMD4(repeating: Int32(Self.most)))
        return SIMD4(encoded[Int(held.x)], encoded[Int(held.y)], encoded[Int(held.z)], 255)
    }
}
