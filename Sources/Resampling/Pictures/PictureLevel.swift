/// One size of a picture in memory: rows from the top, four samples a pixel (red, green, blue, and one that is always full), and
/// on every side a margin that continues it.
package struct PictureLevel: Sendable {
    /// Pixels on every side, for a filter's six taps and what goes on beyond the edges of a cube's face.
    package static let margin = 8

    package let width: Int
    package let height: Int
    package let depth: SampleDepth
    let memory: PictureMemory
    private let offset: Int

    /// - Parameter offset: of its bytes in the memory, a multiple of 16.
    package init(width: Int, height: Int, depth: SampleDepth, in memory: PictureMemory, at offset: Int) {
        precondition(width > 0 && height > 0 && offset >= 0 && offset.isMultiple(of: 16))
        precondition(offset + Self.byteCount(width: width, height: height, depth: depth) <= memory.byteCount)
        self.width = width
        self.height = height
        self.depth = depth
        self.memory = memory
        self.offset = offset
    }

    /// Whole pages, so that one level's use says nothing of another's.
    package static func byteCount(width: Int, height: Int, depth: SampleDepth) -> Int {
        let bytes = (width + 2 * margin) * (height + 2 * margin) * depth.bytesPerPixel
        return (bytes + 4095) / 4096 * 4096
    }

    var bytesPerRow: Int { (width + 2 * Self.margin) * depth.bytesPerPixel }

    /// The first pixel of a row of the picture or its margin.
    func start(_ row: Int) -> UnsafeMutableRawPointer {
        precondition(row >= -Self.margin && row < height + Self.margin)
        let start = offset + (row + Self.margin) * bytesPerRow + Self.margin * depth.bytesPerPixel
        return unsafe memory.start + start
    }

    /// Notes that these are read or written now.
    func noteUse(rows: Int, columns: Int) {
        guard memory.isWatched else { return }
        // The system brings 64 KiB at a time.
        memory.noteUse(of: rows * min(bytesPerRow, columns * depth.bytesPerPixel + 128 << 10))
    }
}

// MARK: - Filling

extension PictureLevel {
    /// Rows of bytes.
    ///
    /// - Parameter fill: is given the first row's first pixel and all that follows to the last row's last, and the bytes from one row
    ///   to the next.
    package func fill(
        _ rows: Range<Int>,
        _ fill: (inout MutableSpan<UInt8>, _ bytesPerRow: Int) throws -> Void
    ) rethrows {
        precondition(depth == .byte)
        let pixels = unsafe pixels(of: rows)
        var span = unsafe MutableSpan(_unsafeElements: pixels.assumingMemoryBound(to: UInt8.self))
        try fill(&span, bytesPerRow)
        noteUse(rows: rows.count, columns: width)
    }

    /// Deep rows, from 16-bit samples 0...65535.
    ///
    /// - Parameter fill: the same with samples in place of bytes.
    package func fillDeep(
        _ rows: Range<Int>,
        _ fill: (inout MutableSpan<UInt16>, _ samplesPerRow: Int) throws -> Void
    ) rethrows {
        precondition(depth == .deep)
        let samples = unsafe pixels(of: rows).assumingMemoryBound(to: UInt16.self)
        var span = unsafe MutableSpan(_unsafeElements: samples)
        try fill(&span, bytesPerRow / 2)
        let most = UInt32(255 * SampleDepth.deepStepsPerLevel)
        for row in 0..<rows.count {
            let start = row * bytesPerRow / 2
            for index in start..<start + width * 4 {
                unsafe samples[index] = UInt16((UInt32(samples[index]) * most + 32767) / 65535)
            }
        }
        noteUse(rows: rows.count, columns: width)
    }

    private func pixels(of rows: Range<Int>) -> UnsafeMutableRawBufferPointer {
        precondition(!rows.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= height)
        let count = (rows.count - 1) * bytesPerRow + width * depth.bytesPerPixel
        return unsafe UnsafeMutableRawBufferPointer(start: start(rows.lowerBound), count: count)
    }
}
