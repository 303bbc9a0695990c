internal import ImageCoding
internal import Panorama
internal import Resampling

/// A panorama's rows as they are decoded, some at a time.
struct PanoramaRows: ~Copyable {
    enum Rows: Sendable {
        case pixels(RowBlock)
        case planes(YCbCrRows)

        func prepared(by preparation: RowPreparation) -> PreparedRows {
            switch self {
            case .pixels(let block): preparation.prepare(block)
            case .planes(let rows): preparation.prepare(rows)
            }
        }
    }

    private var decoder: ImageDecoder
    private let size: Equirectangular
    private let place: (column: Int, row: Int)
    /// Whether rows come as the file has them, luma and colour differences.
    private let asPlanes: Bool
    private var rowsGiven = 0
    /// Of whole rows of a picture of which the panorama is a part, at their depth.
    private var wideBytes: [UInt8] = []
    private var wideSamples: [UInt16] = []

    /// Reads what lies above the panorama.
    ///
    /// - Parameter place: of the panorama's first pixel in the picture.
    /// - Throws: `ImageCodingError`, or `CancellationError`.
    init(
        _ decoder: consuming ImageDecoder,
        size: Equirectangular,
        place: (column: Int, row: Int),
        asPlanes: Bool
    ) throws {
        // Planes come in whole blocks of rows.
        let step = 16
        let isWhole = size.width == decoder.info.width && place.row % step == 0
        let endsWell = size.height % step == 0 || place.row + size.height == decoder.info.height
        self.asPlanes = asPlanes && decoder.hasPlanes && isWhole && endsWell
        self.decoder = decoder
        self.size = size
        self.place = place
        while self.decoder.rowsRead < place.row {
            try Task.checkCancellation()
            let count = min(SourceLevel.rowsPerBlock, place.row - self.decoder.rowsRead)
            if self.asPlanes { _ = try planes(0..<count) } else { try readWide(count) }
        }
    }

    private var isPart: Bool { size.width < decoder.info.width }

    var depth: SampleDepth { decoder.info.isDeep ? .deep : .byte }

    /// - Returns: nil after the last row.
    mutating func next() throws -> Rows? {
        guard rowsGiven < size.height else { return nil }
        let rows = rowsGiven..<SourceLevel.blockEnd(covering: rowsGiven + 1, height: size.height)
        rowsGiven = rows.upperBound
        return asPlanes ? .planes(try planes(rows)) : .pixels(try pixels(rows))
    }

    private mutating func planes(_ rows: Range<Int>) throws(ImageCodingError) -> YCbCrRows {
        var planes = YCbCrRows(rows: rows, width: size.width)
        try decoder.readPlanes(into: &planes)
        return planes
    }

    private mutating func pixels(_ rows: Range<Int>) throws -> RowBlock {
        if isPart { return try part(rows) }
        guard depth == .deep else {
            return try RowBlock(rows: rows, width: size.width) { pixels, bytesPerRow in
                try decoder.readRows(rows.count, into: &pixels, bytesPerRow: bytesPerRow)
            }
        }
        return try RowBlock(deepRows: rows, width: size.width) { samples, samplesPerRow in
            try decoder.readDeepRows(rows.count, into: &samples, samplesPerRow: samplesPerRow)
        }
    }

    private mutating func part(_ rows: Range<Int>) throws -> RowBlock {
        try readWide(rows.count)
        let (stride, start, count) = (decoder.info.width * 4, place.column * 4, size.width * 4)
        guard depth == .deep else {
            return RowBlock(rows: rows, width: size.width) { pixels, bytesPerRow in
                for row in 0..<rows.count {
                    for sample in 0..<count {
                        pixels[row * bytesPerRow + sample] = wideBytes[row * stride + start + sample]
                    }
                }
            }
        }
        return RowBlock(deepRows: rows, width: size.width) { samples, samplesPerRow in
            for row in 0..<rows.count {
                for sample in 0..<count {
                    samples[row * samplesPerRow + sample] = wideSamples[row * stride + start + sample]
                }
            }
        }
    }

    private mutating func readWide(_ count: Int) throws(ImageCodingError) {
        let samplesPerRow = decoder.info.width * 4
        let size = SourceLevel.mostRowsPerBlock * samplesPerRow
        switch depth {
        case .byte:
            if wideBytes.isEmpty { wideBytes = [UInt8](repeating: 0, count: size) }
            try decoder.readRows(count, into: &wideBytes, bytesPerRow: samplesPerRow)
        case .deep:
            if wideSamples.isEmpty { wideSamples = [UInt16](repeating: 0, count: size) }
            try decoder.readDeepRows(count, into: &wideSamples, samplesPerRow: samplesPerRow)
        }
    }
}

extension ImageDecoder {
    /// Reads the next rows into an array.
    mutating func readRows(_ count: Int, into bytes: inout [UInt8], bytesPerRow: Int) throws(ImageCodingError) {
        var span = bytes.mutableSpan
        try readRows(count, into: &span, bytesPerRow: bytesPerRow)
    }

    mutating func readDeepRows(
        _ count: Int,
        into samples: inout [UInt16],
        samplesPerRow: Int
    ) throws(ImageCodingError) {
        var span = samples.mutableSpan
        try readDeepRows(count, into: &span, samplesPerRow: samplesPerRow)
    }
}
