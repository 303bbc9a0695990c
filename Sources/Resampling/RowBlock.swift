/// Some consecutive rows of a panorama of a whole turn, complete and from then on unchanged, so that any number of threads read
/// them. Beyond either end a row goes on with what lies there on the circle.
///
/// A row is four samples a pixel, whose meaning is the block's arrangement.
@safe package final class RowBlock: @unchecked Sendable {
    /// Pixels before the first and after the last of each row: most rings of the poles are made without another copy of a row.
    static let margin = 48

    package let rows: Range<Int>
    package let width: Int
    package let depth: SampleDepth
    let arrangement: RowArrangement
    private let bytes: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - rows: their numbers in the panorama.
    ///   - fill: is given the memory from the first row's first pixel to the last row's last.
    init(
        rows: Range<Int>,
        width: Int,
        depth: SampleDepth,
        arrangement: RowArrangement = .pixels,
        fill: (_ pixels: UnsafeMutableRawBufferPointer, _ bytesPerRow: Int) throws -> Void
    ) rethrows {
        precondition(width > 0 && !rows.isEmpty)
        self.rows = rows
        self.width = width
        self.depth = depth
        self.arrangement = arrangement
        let bytesPerRow = Self.bytesPerRow(width: width, depth: depth)
        unsafe bytes = .allocate(byteCount: rows.count * bytesPerRow, alignment: 16)
        let start = Self.margin * depth.bytesPerPixel
        // Safe: what is left out are the margins before the first row and after the last.
        let pixels = unsafe UnsafeMutableRawBufferPointer(
            start: bytes + start,
            count: rows.count * bytesPerRow - 2 * start
        )
        try unsafe fill(pixels, bytesPerRow)
        for row in rows { wrap(row) }
    }

    deinit { unsafe bytes.deallocate() }

    package static func bytesPerRow(width: Int, depth: SampleDepth) -> Int {
        (width + 2 * margin) * depth.bytesPerPixel
    }

    /// The first pixel of a row; `margin` more lie on either side of the row.
    func start(_ row: Int) -> UnsafeRawPointer { unsafe UnsafeRawPointer(place(row)) }

    private func place(_ row: Int) -> UnsafeMutableRawPointer {
        precondition(rows.contains(row))
        let offset = (row - rows.lowerBound) * Self.bytesPerRow(width: width, depth: depth)
        return unsafe bytes + offset + Self.margin * depth.bytesPerPixel
    }

    private func wrap(_ row: Int) {
        let start = unsafe place(row)
        for columns in [-Self.margin..<0, width..<width + Self.margin] {
            unsafe copyCircle(
                columns,
                of: start,
                width: width,
                depth,
                arrangement,
                to: start + columns.lowerBound * depth.bytesPerPixel
            )
        }
    }
}

/// Copies pixels of a whole turn one after the other, however far they go beyond its ends.
func copyCircle(
    _ columns: Range<Int>,
    of turn: UnsafeRawPointer,
    width: Int,
    _ depth: SampleDepth,
    _ arrangement: RowArrangement,
    to place: UnsafeMutableRawPointer
) {
    var column = columns.lowerBound
    while column < columns.upperBound {
        let (from, turns) = placeOnCircle(column, width: width)
        let count = min(columns.upperBound - column, width - from)
        unsafe copyRow(
            turn + from * depth.bytesPerPixel,
            count: count,
            quarterTurns: arrangement == .pixels ? 0 : turns,
            depth,
            to: place + (column - columns.lowerBound) * depth.bytesPerPixel
        )
        column += count
    }
}

/// Where a column that may lie beyond a turn's ends is found: the column within, and the turns between them.
func placeOnCircle(_ column: Int, width: Int) -> (column: Int, turns: Int) {
    let turns = Int((Double(column) / Double(width)).rounded(.down))
    return (column - turns * width, turns)
}

/// Copies pixels seen some quarter turns further: their samples change places by as many.
func copyRow(
    _ pixels: UnsafeRawPointer,
    count: Int,
    quarterTurns: Int,
    _ depth: SampleDepth,
    to place: UnsafeMutableRawPointer
) {
    guard quarterTurns & 3 != 0 else {
        return unsafe place.copyMemory(from: pixels, byteCount: count * depth.bytesPerPixel)
    }
    switch depth {
    case .byte: unsafe turnPixels(pixels, count: count, bits: UInt32(quarterTurns & 3) * 8, to: place)
    case .deep: unsafe turnPixels(pixels, count: count, bits: UInt64(quarterTurns & 3) * 16, to: place)
    }
}

private func turnPixels<Pixel: FixedWidthInteger>(
    _ pixels: UnsafeRawPointer,
    count: Int,
    bits: Pixel,
    to place: UnsafeMutableRawPointer
) {
    let size = MemoryLayout<Pixel>.size
    for offset in stride(from: 0, to: count * size, by: size) {
        // The first sample of a pixel is its lowest.
        let pixel = unsafe Pixel(littleEndian: pixels.loadUnaligned(fromByteOffset: offset, as: Pixel.self))
        let turned = pixel >> bits | pixel << (Pixel(Pixel.bitWidth) - bits)
        unsafe place.storeBytes(of: turned.littleEndian, toByteOffset: offset, as: Pixel.self)
    }
}

extension RowBlock {
    /// A row as it goes on beyond a pole: `source` seen from the other side, half a turn away.
    package convenience init(row: Int, beyondPole source: Int, of block: RowBlock) {
        let (width, depth, arrangement) = (block.width, block.depth, block.arrangement)
        unsafe self.init(rows: row..<row + 1, width: width, depth: depth, arrangement: arrangement) { bytes, _ in
            guard let place = bytes.baseAddress else { return }
            let from = unsafe block.start(source)
            switch arrangement {
            case .quarters: unsafe copyRow(from, count: width, quarterTurns: 2, depth, to: place)
            case .pixels:
                // Safe: a row has `width` pixels in both.
                let half = width / 2 * depth.bytesPerPixel
                let rest = width * depth.bytesPerPixel - half
                unsafe place.copyMemory(from: from + half, byteCount: rest)
                unsafe (place + rest).copyMemory(from: from, byteCount: half)
            }
        }
    }
}
