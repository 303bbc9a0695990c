extension RowBlock {
    /// Rows of bytes.
    ///
    /// - Parameter fill: is given the first row's first pixel and all that follows, and the bytes from one row to the next.
    package convenience init(
        rows: Range<Int>,
        width: Int,
        fill: (inout MutableSpan<UInt8>, _ bytesPerRow: Int) throws -> Void
    ) rethrows {
        try unsafe self.init(rows: rows, width: width, depth: .byte) { pixels, bytesPerRow in
            var span = unsafe MutableSpan(_unsafeElements: pixels.assumingMemoryBound(to: UInt8.self))
            try fill(&span, bytesPerRow)
        }
    }

    /// Deep rows, from 16-bit samples 0...65535.
    ///
    /// - Parameter fill: is given the first row's first pixel and all that follows, and the samples from one row to the next.
    package convenience init(
        deepRows rows: Range<Int>,
        width: Int,
        fill: (inout MutableSpan<UInt16>, _ samplesPerRow: Int) throws -> Void
    ) rethrows {
        try unsafe self.init(rows: rows, width: width, depth: .deep) { pixels, bytesPerRow in
            let samples = unsafe pixels.assumingMemoryBound(to: UInt16.self)
            var span = unsafe MutableSpan(_unsafeElements: samples)
            try fill(&span, bytesPerRow / 2)
            let most = UInt32(255 * SampleDepth.deepStepsPerLevel)
            for row in rows.indices {
                let start = (row - rows.startIndex) * bytesPerRow / 2
                for index in start..<start + width * 4 {
                    unsafe samples[index] = UInt16((UInt32(samples[index]) * most + 32767) / 65535)
                }
            }
        }
    }
}
