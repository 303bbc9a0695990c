internal import ImageCoding
internal import Resampling

/// A panorama's rows as they are decoded, some at a time.
struct PanoramaRows: ~Copyable {
    private var decoder: ImageDecoder

    init(_ decoder: consuming ImageDecoder) {
        self.decoder = decoder
    }

    var depth: SampleDepth { .byte }

    /// - Returns: nil after the last row.
    mutating func next() throws -> RowBlock? {
        let first = decoder.rowsRead
        let count = min(SourceLevel.rowsPerBlock, decoder.info.height - first)
        guard count > 0 else { return nil }
        return try RowBlock(rows: first..<first + count, width: decoder.info.width) { pixels, bytesPerRow in
            try decoder.readRows(count, into: &pixels, bytesPerRow: bytesPerRow)
        }
    }
}
