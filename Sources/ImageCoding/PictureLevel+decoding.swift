package import Resampling

extension PictureLevel {
    /// Rows decoded between two looks at whether the task was cancelled.
    private static let rowsPerRead = 64

    /// Decodes the part of a picture that begins at `place` and is as large as this; a decoder without a row read.
    ///
    /// - Throws: `ImageCodingError`, or `CancellationError`.
    package func decode(_ decoder: inout ImageDecoder, from place: (column: Int, row: Int)) throws {
        precondition(place.column + width <= decoder.info.width && place.row + height <= decoder.info.height)
        var wide = WideRows(width: decoder.info.width, depth: depth, count: Self.rowsPerRead)
        while decoder.rowsRead < place.row {
            try Task.checkCancellation()
            try wide.read(min(Self.rowsPerRead, place.row - decoder.rowsRead), from: &decoder)
        }
        for first in stride(from: 0, to: height, by: Self.rowsPerRead) {
            try Task.checkCancellation()
            let rows = first..<min(first + Self.rowsPerRead, height)
            if width == decoder.info.width {
                try decode(rows, &decoder)
            } else {
                try wide.read(rows.count, from: &decoder)
                copy(wide, from: place.column, to: rows)
            }
        }
    }

    private func decode(_ rows: Range<Int>, _ decoder: inout ImageDecoder) throws {
        switch depth {
        case .byte: try fill(rows) { try decoder.readRows(rows.count, into: &$0, bytesPerRow: $1) }
        case .deep: try fillDeep(rows) { try decoder.readDeepRows(rows.count, into: &$0, samplesPerRow: $1) }
        }
    }

    private func copy(_ wide: WideRows, from column: Int, to rows: Range<Int>) {
        let (start, count) = (column * 4, width * 4)
        switch depth {
        case .byte:
            fill(rows) { pixels, bytesPerRow in
                for row in 0..<rows.count {
                    for at in 0..<count { pixels[row * bytesPerRow + at] = wide.bytes[row * wide.stride + start + at] }
                }
            }
        case .deep:
            fillDeep(rows) { samples, samplesPerRow in
                for row in 0..<rows.count {
                    for at in 0..<count {
                        samples[row * samplesPerRow + at] = wide.samples[row * wide.stride + start + at]
                    }
                }
            }
        }
    }
}

/// Whole rows of a picture of which a part is wanted, at their depth.
private struct WideRows {
    let stride: Int
    private let capacity: Int
    private(set) var bytes: [UInt8] = []
    private(set) var samples: [UInt16] = []
    private let depth: SampleDepth

    init(width: Int, depth: SampleDepth, count: Int) {
        stride = width * 4
        capacity = stride * count
        self.depth = depth
    }

    mutating func read(_ count: Int, from decoder: inout ImageDecoder) throws(ImageCodingError) {
        let stride = stride
        switch depth {
        case .byte:
            if bytes.isEmpty { bytes = [UInt8](repeating: 0, count: capacity) }
            var span = bytes.mutableSpan
            try decoder.readRows(count, into: &span, bytesPerRow: stride)
        case .deep:
            if samples.isEmpty { samples = [UInt16](repeating: 0, count: capacity) }
            var span = samples.mutableSpan
            try decoder.readDeepRows(count, into: &span, samplesPerRow: stride)
        }
    }
}
