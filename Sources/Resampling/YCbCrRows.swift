/// Some rows of a panorama as JPEG keeps them: luma for every pixel, and two planes of colour differences of half the width and
/// height (4:2:0), whose samples lie in the middle of two by two pixels (JFIF, T.871).
package struct YCbCrRows: Sendable {
    /// The planes' rows one after the other, without gaps. Luma comes first.
    package var luma: [UInt8]
    package var blue: [UInt8]
    package var red: [UInt8]
    /// Numbers of the luma's rows: an even number from an even one on.
    package private(set) var rows: Range<Int>
    package let width: Int

    /// What a panorama's columns and rows must be multiples of, to be kept so in quarters of a turn.
    package static let columnStep = 16
    package static let rowStep = 2

    package init(rows: Range<Int>, width: Int) {
        precondition(rows.count % 2 == 0 && rows.lowerBound % 2 == 0 && width % Self.columnStep == 0)
        self.rows = rows
        self.width = width
        luma = [UInt8](repeating: 0, count: rows.count * width)
        blue = [UInt8](repeating: 0, count: rows.count * width / 4)
        red = blue
    }

    /// The planes as quarters of a turn, in their order.
    func blocks(using instructionSet: InstructionSet) -> [RowBlock] {
        let half = rows.lowerBound / 2..<rows.upperBound / 2
        return [(luma, rows, width), (blue, half, width / 2), (red, half, width / 2)].map { plane, rows, width in
            RowBlock(quartersOf: plane, rows: rows, width: width, using: instructionSet)
        }
    }
}

extension RowBlock {
    /// Rows of one plane, in quarters of a turn.
    ///
    /// - Parameters:
    ///   - plane: rows of `width` bytes.
    ///   - width: columns of a whole turn, a multiple of four.
    fileprivate convenience init(
        quartersOf plane: [UInt8],
        rows: Range<Int>,
        width: Int,
        using instructionSet: InstructionSet
    ) {
        precondition(width % 4 == 0 && plane.count >= rows.count * width)
        unsafe self.init(rows: rows, width: width / 4, depth: .byte, arrangement: .quarters) { pixels, bytesPerRow in
            unsafe plane.withUnsafeBufferPointer { plane in
                guard let from = plane.baseAddress, let to = pixels.baseAddress else { return }
                for row in 0..<rows.count {
                    // Safe: both have that many rows of `width` bytes.
                    unsafe instructionSet.interleaveQuarters(
                        from + row * width,
                        count: width / 4,
                        into: to + row * bytesPerRow
                    )
                }
            }
        }
    }
}

extension YCbCrRows {
    /// A row in linear light.
    func linearLight(_ row: Int, using instructionSet: InstructionSet) -> LightRow {
        let line = row - rows.lowerBound
        let (width, half) = (width, width / 2)
        return LightRow(width: width) { planes in
            unsafe luma.withUnsafeBufferPointer { luma in
                unsafe blue.withUnsafeBufferPointer { blue in
                    unsafe red.withUnsafeBufferPointer { red in
                        guard let luma = luma.baseAddress, let blue = blue.baseAddress, let red = red.baseAddress else {
                            return
                        }
                        // Safe: the planes have the row.
                        unsafe instructionSet.linearLight(
                            luma: luma + line * width,
                            blue: blue + line / 2 * half,
                            red: red + line / 2 * half,
                            count: width,
                            into: planes
                        )
                    }
                }
            }
            LightRow.closeTurn(planes, width: width)
        }
    }
}

extension YCbCrRows {
    /// - Parameter block: an even number of rows of pixels, of bytes.
    init(_ block: RowBlock, using instructionSet: InstructionSet) {
        precondition(block.arrangement == .pixels && block.depth == .byte)
        self.init(rows: block.rows, width: block.width)
        let width = width
        unsafe luma.withUnsafeMutableBufferPointer { luma in
            unsafe blue.withUnsafeMutableBufferPointer { blue in
                unsafe red.withUnsafeMutableBufferPointer { red in
                    guard let luma = luma.baseAddress, let blue = blue.baseAddress, let red = red.baseAddress else {
                        return
                    }
                    for line in stride(from: 0, to: block.rows.count, by: 2) {
                        let row = block.rows.lowerBound + line
                        // Safe: the planes have these rows.
                        unsafe instructionSet.separate(
                            (
                                block.start(row).assumingMemoryBound(to: UInt8.self),
                                block.start(row + 1).assumingMemoryBound(to: UInt8.self)
                            ),
                            count: width,
                            luma: (luma + line * width, luma + (line + 1) * width),
                            blue: blue + line * width / 4,
                            red: red + line * width / 4
                        )
                    }
                }
            }
        }
    }
}
