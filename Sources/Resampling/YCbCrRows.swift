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
        let count = rows.count * width
        luma = unwritten(count)
        (blue, red) = (unwritten(count / 4), unwritten(count / 4))
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
        LightRow(width: width) { planes in
            withPlanes(row) { source in
                source.toLight(0..<width, using: instructionSet, into: planes)
            }
            LightRow.closeTurn(planes, width: width)
        }
    }

    /// A row in linear light, halved along itself: part by part, so that what lies between stays in the processor's cache.
    func halvedLight(_ row: Int, using instructionSet: InstructionSet) -> LightRow {
        let part = 512
        // On either side as much as vectors take, which is more than halving does.
        let beside = Self.columnStep
        let length = part + 2 * beside
        var light = [Int16](repeating: 0, count: 3 * length)
        return LightRow(width: width / 2) { halves in
            unsafe light.withUnsafeMutableBufferPointer { light in
                guard let start = light.baseAddress else { return }
                let planes = unsafe LightRow.Planes(start, length: length)
                withPlanes(row) { source in
                    for first in stride(from: 0, to: width, by: part) {
                        let columns = first..<min(first + part, width)
                        let left = (first == 0 ? width : first) - beside
                        let right = columns.upperBound % width
                        source.toLight(left..<left + beside, using: instructionSet, into: planes)
                        source.toLight(columns, using: instructionSet, into: planes.later(by: beside))
                        source.toLight(
                            right..<right + beside,
                            using: instructionSet,
                            into: planes.later(by: beside + columns.count)
                        )
                        let reached = planes.later(by: beside - LightRow.margin)
                        let target = halves.later(by: first / 2)
                        unsafe instructionSet.halveRow(reached.red, count: columns.count / 2, into: target.red)
                        unsafe instructionSet.halveRow(reached.green, count: columns.count / 2, into: target.green)
                        unsafe instructionSet.halveRow(reached.blue, count: columns.count / 2, into: target.blue)
                    }
                }
            }
            LightRow.closeTurn(halves, width: width / 2)
        }
    }

    /// A row of each plane.
    @safe private struct PlaneRow {
        let luma: UnsafePointer<UInt8>
        let blue: UnsafePointer<UInt8>
        let red: UnsafePointer<UInt8>

        /// - Parameter columns: from a multiple of 16 to another.
        func toLight(_ columns: Range<Int>, using instructionSet: InstructionSet, into planes: LightRow.Planes) {
            unsafe instructionSet.linearLight(
                luma: luma + columns.lowerBound,
                blue: blue + columns.lowerBound / 2,
                red: red + columns.lowerBound / 2,
                count: columns.count,
                into: planes
            )
        }
    }

    private func withPlanes(_ row: Int, _ body: (PlaneRow) -> Void) {
        let line = row - rows.lowerBound
        precondition(rows.contains(row))
        unsafe luma.withUnsafeBufferPointer { luma in
            unsafe blue.withUnsafeBufferPointer { blue in
                unsafe red.withUnsafeBufferPointer { red in
                    guard let luma = luma.baseAddress, let blue = blue.baseAddress, let red = red.baseAddress else {
                        return
                    }
                    // Safe: the planes have the row.
                    unsafe body(
                        PlaneRow(
                            luma: luma + line * width,
                            blue: blue + line / 2 * (width / 2),
                            red: red + line / 2 * (width / 2)
                        )
                    )
                }
            }
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

/// Bytes that whoever asked for them writes before anyone reads them: panoramas' worth of zeros would be written in vain.
func unwritten(_ count: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: count) { _, initialized in initialized = count }
}
