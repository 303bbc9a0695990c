internal import CResample

/// The pixels from which a part of a polar face is read: the panorama's own rows, and where columns crowd, rows that were
/// brought to a ring's columns.
@safe final class PolarPatch {
    /// Rows of the panorama between which and the next pixels lie.
    private let rows: Range<Int>
    /// Columns that pixels lie in.
    private let columns: ClosedRange<Int>
    private let window: RowWindow
    private let rings: PolarRings
    private let instructionSet: InstructionSet
    private var starts: [UnsafeRawPointer?] = unsafe []
    /// For each of `rows`, where in `starts` its six tap rows begin.
    private var places: [(start: Int, ring: resample_ring)] = unsafe []
    private var memory: [UnsafeMutableRawPointer] = unsafe []
    private var scratch: [UInt8] = []

    /// - Parameter reached: the rows that taps may lie in.
    init(_ sampler: PolarSampler, window: RowWindow, reached: Range<Int>, using instructionSet: InstructionSet) {
        rows =
            reached.lowerBound + FilterWeights.before..<reached.upperBound + 1 + FilterWeights.before
            - FilterWeights.taps
        columns = sampler.reachedColumns
        self.window = window
        rings = sampler.rings
        self.instructionSet = instructionSet
        let height = sampler.height
        makeRings { [rings] row in rings.ring(row: sampler.isSouth ? height - 2 - row : row) }
    }

    deinit { unsafe memory.forEach { unsafe $0.deallocate() } }

    /// For a row of the panorama, as an index, the ring of the pixels between it and the next.
    func withRings(_ body: (UnsafePointer<resample_ring>) -> Void) {
        unsafe starts.withUnsafeBufferPointer { starts in
            guard let base = starts.baseAddress else { return }
            let rings = unsafe places.map { place in
                var ring = unsafe place.ring
                unsafe ring.rows = base + place.start
                return unsafe ring
            }
            unsafe rings.withUnsafeBufferPointer { rings in
                guard let rings = rings.baseAddress else { return }
                unsafe body(rings - rows.lowerBound)
            }
        }
        withExtendedLifetime(window) {}
    }

    /// Rows of one ring that follow each other share what was made for them.
    private func makeRings(ringOf: (Int) -> Int) {
        var first = rows.lowerBound
        while first < rows.upperBound {
            let ring = ringOf(first)
            var end = first + 1
            while end < rows.upperBound, ringOf(end) == ring { end += 1 }
            let reached = first - FilterWeights.before..<end - 1 - FilterWeights.before + FilterWeights.taps
            let made = unsafe starts.count
            let added = unsafe ring == 0 ? addRows(reached) : addRows(reached, ring: ring)
            for row in first..<end { unsafe places.append((made + row - first, added)) }
            first = end
        }
    }

    /// Adds the starts of the panorama's own rows.
    private func addRows(_ rows: Range<Int>) -> resample_ring {
        let before = 1 + FilterWeights.before
        unsafe starts += window.starts(of: rows).map { unsafe $0 - before * window.depth.bytesPerPixel }
        return unsafe resample_ring(rows: nil, scale: 1 << 32, first: -1)
    }

    /// Adds rows brought to a ring's columns.
    private func addRows(_ rows: Range<Int>, ring: Int) -> resample_ring {
        let (width, target) = (rings.widths[0], rings.widths[ring])
        // Two more on either side: a scaled column may round beyond.
        let left = columns.lowerBound * target / width - 2
        let right = columns.upperBound * target / width + 2
        let wanted = left - FilterWeights.before..<right - FilterWeights.before + FilterWeights.taps
        let reducer = rings.reducer(ring: ring)
        // The kernels load whole vectors: a few bytes behind the last pixel are read and not used.
        let bytesPerRow = wanted.count * window.depth.bytesPerPixel + 16
        let block = UnsafeMutableRawPointer.allocate(byteCount: rows.count * bytesPerRow, alignment: 16)
        unsafe memory.append(block)
        let sources = unsafe window.starts(of: rows)
        for index in 0..<rows.count {
            let place = unsafe block + index * bytesPerRow
            unsafe reducer.reduce(
                wanted,
                of: sources[index],
                depth: window.depth,
                using: instructionSet,
                into: place,
                scratch: &scratch
            )
            unsafe starts.append(UnsafeRawPointer(place))
        }
        return unsafe resample_ring(rows: nil, scale: (Int64(target) << 32) / Int64(width), first: Int32(left))
    }
}
