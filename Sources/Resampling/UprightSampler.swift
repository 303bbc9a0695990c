internal import CResample

/// Reads the pixels of an upright cube face, or of a part of it, from the rows of a full panorama.
///
/// A column of such a face lies at one yaw, so the two-dimensional filter falls apart, exactly, into one along the rows, whose
/// taps all rows share, and one down each column.
package struct UprightSampler: Sendable {
    /// Where columns lie in the panorama, in 1024ths of a pixel, 0 the centre of its first.
    let taps: [resample_tap]
    /// Of each column's angle from the face's centre.
    let cosines: [Float]
    /// Of each row above the horizon in the face's plane, 1 at its upper edge; filled up to whole vectors.
    let heights: [Float]
    let rowCount: Int
    /// Rows of the panorama.
    let panoramaHeight: Int

    /// - Parameters:
    ///   - columns: where the columns lie in the panorama, in 1024ths of a pixel, 0 the centre of its first.
    ///   - cosines: of each column's angle from the face's centre.
    ///   - heights: of each row above the horizon in the face's plane: 1 at its upper edge, -1 at its lower.
    ///   - panoramaHeight: rows of the panorama.
    package init(columns: [Int32], cosines: [Float], heights: [Float], panoramaHeight: Int) {
        precondition(columns.count == cosines.count && !columns.isEmpty && !heights.isEmpty)
        let step = InstructionSet.lineStep
        taps = columns.map { resample_tap($0 - 1024 * Int32(FilterWeights.before)) }
        self.cosines = cosines
        self.heights = heights + [Float](repeating: 0, count: (step - heights.count % step) % step)
        rowCount = heights.count
        self.panoramaHeight = panoramaHeight
    }

    /// Columns worked on at once, so that what lies between the two filters stays in the processor's cache.
    private static let stripWidth = 32

    /// - Parameter window: with the rows that the image shows, and three more on either side.
    package func sample(
        _ window: RowWindow,
        filter: ResamplingFilter,
        using instructionSet: InstructionSet
    ) -> PixelBuffer {
        let weights = FilterWeights.of(filter).table
        var scratch = unsafe Scratch(starts: window.starts(of: window.rows))
        defer { withExtendedLifetime(window) {} }
        return unsafe PixelBuffer(width: taps.count, height: rowCount) { output in
            for start in stride(from: 0, to: taps.count, by: Self.stripWidth) {
                let strip = start..<min(start + Self.stripWidth, taps.count)
                unsafe weights.withUnsafeBufferPointer { weights in
                    guard let weights = weights.baseAddress else { return }
                    unsafe sample(strip, window, weights, instructionSet, &scratch, into: output)
                }
            }
        }
    }

    /// What is used from strip to strip.
    @unsafe private struct Scratch {
        /// Of the window's rows.
        let starts: [UnsafeRawPointer]
        var rowTaps: [resample_tap] = []
        var lines: [Int16] = []
    }

    private func sample(
        _ strip: Range<Int>,
        _ window: RowWindow,
        _ weights: UnsafePointer<resample_weights>,
        _ instructionSet: InstructionSet,
        _ scratch: inout Scratch,
        into output: UnsafeMutableRawPointer
    ) {
        let rows = unsafe findRowTaps(strip, instructionSet, &scratch.rowTaps)
        precondition(window.rows.lowerBound <= rows.lowerBound && rows.upperBound <= window.rows.upperBound)
        let starts = unsafe scratch.starts[(rows.lowerBound - window.rows.lowerBound)...]
        // Rows go in pairs; an odd last one is its own partner. An odd number of cache lines from column to column keeps them
        // from driving each other out of the cache.
        let stride = ((rows.count + 7) / 8 | 1) * 8
        let count = strip.count * stride * 4
        if unsafe scratch.lines.count < count { unsafe scratch.lines = [Int16](repeating: 0, count: count) }
        unsafe scratch.lines.withUnsafeMutableBufferPointer { lines in
            guard let lines = lines.baseAddress else { return }
            unsafe taps.withUnsafeBufferPointer { taps in
                for row in Swift.stride(from: 0, to: rows.count, by: 2) {
                    unsafe instructionSet.filterColumns(
                        (starts[starts.startIndex + row], starts[starts.startIndex + min(row + 1, rows.count - 1)]),
                        depth: window.depth,
                        taps: UnsafeBufferPointer(rebasing: taps[strip]),
                        weights: weights,
                        into: lines + row * 4,
                        stride: stride
                    )
                }
            }
            unsafe scratch.rowTaps.withUnsafeBufferPointer { rowTaps in
                for (index, column) in strip.enumerated() {
                    let from = index * heights.count
                    unsafe instructionSet.filterRows(
                        // A tap of row r lies (r - 2 - first row) pixels down the line.
                        lines + (index * stride - FilterWeights.before - rows.lowerBound) * 4,
                        taps: UnsafeBufferPointer(rebasing: rowTaps[from..<from + rowCount]),
                        weights: weights,
                        into: output + column * 4,
                        stride: self.taps.count * 4
                    )
                }
            }
        }
    }

    /// The taps of every column of a strip, and the rows that they reach.
    private func findRowTaps(
        _ strip: Range<Int>,
        _ instructionSet: InstructionSet,
        _ rowTaps: inout [resample_tap]
    ) -> Range<Int> {
        let size = strip.count * heights.count
        if rowTaps.count < size { rowTaps = Array(repeating: resample_tap(), count: size) }
        let scale = Float(Double(panoramaHeight) * 1024 / Double.pi)
        let horizon = Int32(panoramaHeight * 512 - 512)
        var (first, last) = (Int32.max, Int32.min)
        unsafe rowTaps.withUnsafeMutableBufferPointer { rowTaps in
            unsafe heights.withUnsafeBufferPointer { heights in
                guard let from = heights.baseAddress, let to = rowTaps.baseAddress else { return }
                for (index, column) in strip.enumerated() {
                    let place = unsafe to + index * heights.count
                    unsafe instructionSet.uprightTaps(
                        from,
                        cosine: cosines[column],
                        scale: scale,
                        centre: horizon,
                        count: heights.count,
                        into: place
                    )
                    // Rows go down with the heights.
                    first = unsafe min(first, place[0].first)
                    last = unsafe max(last, place[rowCount - 1].first)
                }
            }
        }
        return Int(first) - FilterWeights.before..<Int(last) - FilterWeights.before + FilterWeights.taps
    }
}
