/// An image in linear light, 16 bits a channel: in it, averages are those of the light itself.
///
/// Laid out as `PixelBuffer`: four channels a pixel, a margin on every side.
package struct LinearBuffer: Sendable {
    package let width: Int
    package let height: Int
    package let margin: Int
    var pixels: [SIMD4<UInt16>]

    init(width: Int, height: Int, margin: Int, pixels: [SIMD4<UInt16>]) {
        precondition(pixels.count == (width + 2 * margin) * (height + 2 * margin))
        self.width = width
        self.height = height
        self.margin = margin
        self.pixels = pixels
    }

    /// Pixels of a row, margin included.
    var stride: Int { width + 2 * margin }
}

extension LinearBuffer {
    /// The margin is taken over as well.
    package init(_ image: PixelBuffer) {
        let table = TransferFunction.sRGB.linear
        let bytes = image.bytes
        let pixels = Swift.stride(from: 0, to: bytes.count, by: PixelBuffer.bytesPerPixel).map { at in
            SIMD4(table[Int(bytes[at])], table[Int(bytes[at + 1])], table[Int(bytes[at + 2])], UInt16.max)
        }
        self.init(width: image.width, height: image.height, margin: image.margin, pixels: pixels)
    }
}

extension PixelBuffer {
    /// Back to 8-bit sRGB; the margin is left out.
    package init(_ image: LinearBuffer) {
        self.init(width: image.width, height: image.height)
        let table = TransferFunction.sRGB.encoded
        for row in 0..<height {
            var source = (row + image.margin) * image.stride + image.margin
            for at in stride(from: rowRange(row).lowerBound, to: rowRange(row).upperBound, by: Self.bytesPerPixel) {
                let pixel = image.pixels[source]
                bytes[at] = table[Int(pixel.x)]
                bytes[at + 1] = table[Int(pixel.y)]
                bytes[at + 2] = table[Int(pixel.z)]
                source += 1
            }
        }
    }
}
