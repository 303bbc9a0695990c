internal import ImageCoding
internal import Panorama
internal import Resampling

/// A panorama's rows as they are decoded, some at a time.
struct PanoramaRows: ~Copyable {
    private var decoder: ImageDecoder
    private let size: Equirectangular
    private let place: (column: Int, row: Int)
    private var rowsGiven = 0
    /// Of whole rows of a picture of which the panorama is a part.
    private var wide: [UInt8] = []

    /// - Parameter place: of the panorama's first pixel in the picture.
    init(
        _ decoder: consuming ImageDecoder,
        size: Equirectangular,
        place: (column: Int, row: Int)
    ) throws(ImageCodingError) {
        self.decoder = decoder
        self.size = size
        self.place = place
        while self.decoder.rowsRead < place.row {
            try readWide(min(SourceLevel.rowsPerBlock, place.row - self.decoder.rowsRead))
        }
    }

    var depth: SampleDepth { .byte }

    /// - Returns: nil after the last row.
    mutating func next() throws -> RowBlock? {
        let rows = rowsGiven..<min(rowsGiven + SourceLevel.rowsPerBlock, size.height)
        guard !rows.isEmpty else { return nil }
        rowsGiven = rows.upperBound
        guard size.width < decoder.info.width else {
            return try RowBlock(rows: rows, width: size.width) { pixels, bytesPerRow in
                try decoder.readRows(rows.count, into: &pixels, bytesPerRow: bytesPerRow)
            }
        }
        try readWide(rows.count)
        return RowBlock(rows: rows, width: size.width) { pixels, bytesPerRow in
            for row in rows.indices {
                let from = ((row - rows.lowerBound) * decoder.info.width + place.column) * PixelBuffer.bytesPerPixel
                let to = (row - rows.lowerBound) * bytesPerRow
                for byte in 0..<size.width * PixelBuffer.bytesPerPixel { pixels[to + byte] = wide[from + byte] }
            }
        }
    }

    private mutating func readWide(_ count: Int) throws(ImageCodingError) {
        let bytesPerRow = decoder.info.width * PixelBuffer.bytesPerPixel
        if wide.isEmpty { wide = [UInt8](repeating: 0, count: SourceLevel.rowsPerBlock * bytesPerRow) }
        try decoder.readRows(count, into: &wide, bytesPerRow: bytesPerRow)
    }
}

extension ImageDecoder {
    /// Reads the next rows into an array.
    mutating func readRows(_ count: Int, into bytes: inout [UInt8], bytesPerRow: Int) throws(ImageCodingError) {
        var span = bytes.mutableSpan
        try readRows(count, into: &span, bytesPerRow: bytesPerRow)
    }
}
