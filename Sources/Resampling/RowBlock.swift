/// Some consecutive rows of a panorama of a whole turn, complete and from then on unchanged, so that any number of threads read
/// them. Beyond either end a row goes on with what lies there on the circle.
///
/// A row is four samples a pixel (red, green, blue, and one that is always full).
@safe package final class RowBlock: @unchecked Sendable {
    /// Pixels before the first and after the last of each row.
    static let margin = 8

    package let rows: Range<Int>
    package let width: Int
    package let depth: SampleDepth
    private let bytes: UnsafeMutableRawPointer

    /// - Parameters:
    ///   - rows: their numbers in the panorama.
    ///   - fill: is given the memory from the first row's first pixel to the last row's last.
    init(
        rows: Range<Int>,
        width: Int,
        depth: SampleDepth,
        fill: (_ pixels: UnsafeMutableRawBufferPointer, _ bytesPerRow: Int) throws -> Void
    ) rethrows {
        precondition(width > 0 && !rows.isEmpty)
        self.rows = rows
        self.width = width
        self.depth = depth
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
        let pixel = depth.bytesPerPixel
        let start = unsafe place(row)
        for distance in 0..<Self.margin {
            let (before, after) = ((width - 1 - distance % width) * pixel, distance % width * pixel)
            unsafe (start - (distance + 1) * pixel).copyMemory(from: start + before, byteCount: pixel)
            unsafe (start + (width + distance) * pixel).copyMemory(from: start + after, byteCount: pixel)
        }
    }
}

extension RowBlock {
    /// A row as it goes on beyond a pole: `source` seen from the other side, half a turn away.
    package convenience init(row: Int, beyondPole source: Int, of block: RowBlock) {
        let (width, depth) = (block.width, block.depth)
        let pixel = depth.bytesPerPixel
        unsafe self.init(rows: row..<row + 1, width: width, depth: depth) { bytes, _ in
            let half = width / 2 * pixel
            let whole = width * pixel
            // Safe: a row has `whole` bytes in both.
            let from = unsafe UnsafeRawBufferPointer(start: block.start(source), count: whole)
            let place = unsafe (bytes[..<(whole - half)], bytes[(whole - half)...])
            unsafe UnsafeMutableRawBufferPointer(rebasing: place.0).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: from[half...])
            )
            unsafe UnsafeMutableRawBufferPointer(rebasing: place.1).copyMemory(
                from: UnsafeRawBufferPointer(rebasing: from[..<half])
            )
        }
    }
}
