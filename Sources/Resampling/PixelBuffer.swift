/// An 8-bit image: rows from the top, four bytes a pixel (red, green, blue, and a fourth that is always 255).
///
/// The fourth byte makes a pixel one aligned 32-bit load. Around the image lies a margin of the same width on every
/// side, in which a filter may read without asking where the image ends; who fills it decides how the image continues.
package struct PixelBuffer: Sendable, Equatable {
    package static let bytesPerPixel = 4

    /// Size in pixels without the margin; at least 1.
    package let width: Int
    package let height: Int
    /// Pixels on every side beyond the image; 0 or more.
    package let margin: Int
    /// Rows of `bytesPerRow` bytes, the margin included.
    package var bytes: [UInt8]

    /// A black, opaque image.
    package init(width: Int, height: Int, margin: Int = 0) {
        precondition(width > 0 && height > 0 && margin >= 0)
        self.width = width
        self.height = height
        self.margin = margin
        let count = (width + 2 * margin) * (height + 2 * margin)
        self.bytes = unsafe [UInt8](unsafeUninitializedCapacity: count * Self.bytesPerPixel) { bytes, initialized in
            // Safe: the capacity is that of `count` pixels. One store a pixel, for a panorama is written here once more.
            let pixels = UnsafeMutableRawBufferPointer(bytes)
            for pixel in 0..<count {
                unsafe pixels.storeBytes(
                    of: SIMD4<UInt8>(0, 0, 0, 255),
                    toByteOffset: pixel * Self.bytesPerPixel,
                    as: SIMD4<UInt8>.self
                )
            }
            initialized = count * Self.bytesPerPixel
        }
    }

    /// An image without margin whose every pixel is written at once.
    init(width: Int, height: Int, writing write: (UnsafeMutableRawPointer) -> Void) {
        precondition(width > 0 && height > 0)
        self.width = width
        self.height = height
        margin = 0
        let count = width * height * Self.bytesPerPixel
        bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
            if let start = bytes.baseAddress { unsafe write(UnsafeMutableRawPointer(start)) }
            initialized = count
        }
    }

    package var bytesPerRow: Int { (width + 2 * margin) * Self.bytesPerPixel }

    /// Place of a pixel's first byte in `bytes`; columns and rows reach from `-margin` to below size + margin.
    package func byteOffset(column: Int, row: Int) -> Int {
        (row + margin) * bytesPerRow + (column + margin) * Self.bytesPerPixel
    }

    /// The bytes of one row of the image, without its margin.
    package func rowRange(_ row: Int) -> Range<Int> {
        let start = byteOffset(column: 0, row: row)
        return start..<start + width * Self.bytesPerPixel
    }

    package subscript(column: Int, row: Int) -> SIMD4<UInt8> {
        get {
            let at = byteOffset(column: column, row: row)
            return SIMD4(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3])
        }
        set {
            let at = byteOffset(column: column, row: row)
            for channel in 0..<Self.bytesPerPixel { bytes[at + channel] = newValue[channel] }
        }
    }
}
