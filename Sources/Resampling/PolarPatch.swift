internal import CResample

/// The pixels from which a part of a polar face is read: the panorama's own rows, and where columns crowd, rows that were
/// brought to a ring's columns.
@safe final class PolarPatch {
    /// Rows between which and the next pixels lie.
    let rows: ClosedRange<Int>
    private var window: RowWindow
    private var starts: [UnsafeRawPointer?] = unsafe []
    /// For each of `rows`, where in `starts` its six tap rows begin.
    private var places: [(start: Int, ring: resample_ring)] = unsafe []
    private var memory: [UnsafeMutableRawPointer] = unsafe []

    init(_ sampler: PolarSampler, window: RowWindow, positions: PolarPositions, using instructionSet: InstructionSet) {
        let bounds = positions.bounds
        rows = bounds.rows
        self.window = window
        makeRings(sampler, columns: bounds.columns, instructionSet)
    }

    deinit { for unsafe block in unsafe memory { unsafe block.deallocate() } }

    /// A ring for each of `rows`, from the first on.
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
                unsafe body(rings)
            }
        }
        withExtendedLifetime(window) {}
    }

    /// Rows of one ring that follow each other share what was made for them.
    private func makeRings(_ sampler: PolarSampler, columns: ClosedRange<Int>, _ instructionSet: InstructionSet) {
        let ringOf = { (row: Int) in sampler.rings.ring(row: sampler.isSouth ? sampler.height - 2 - row : row) }
        var first = rows.lowerBound
        while first <= rows.upperBound {
            let ring = ringOf(first)
            var end = first + 1
            while end <= rows.upperBound, ringOf(end) == ring { end += 1 }
            let reached = first - FilterWeights.before..<end - 1 - FilterWeights.before + FilterWeights.taps
            let made = unsafe starts.count
            let thinned = unsafe addRows(reached, width: sampler.width, ring: sampler.rings.widths[ring], columns, instructionSet)
            for row in first..<end { unsafe places.append((made + row - first, thinned)) }
            first = end
        }
    }

    /// Adds the starts of some rows of a ring; its `rows` stay empty.
    private func addRows(
        _ rows: Range<Int>,
        width: Int,
        ring: Int,
        _ columns: ClosedRange<Int>,
        _ instructionSet: InstructionSet
    ) -> resample_ring {
        let sources = unsafe window.starts(of: rows)
        let depth = window.depth
        guard ring < width else {
            let before = 1 + FilterWeights.before
            unsafe starts += sources.map { unsafe $0 - before * depth.bytesPerPixel }
            return unsafe resample_ring(rows: nil, scale: 1 << 32, first: -1)
        }
        let scale = (Int64(ring) << 32) / Int64(width)
        // One more on either side: a scaled column may round beyond.
        let left = (columns.lowerBound * ring / width) - 2
        let right = (columns.upperBound * ring / width) + 2
        let wanted = left - FilterWeights.before..<right - FilterWeights.before + FilterWeights.taps
        let reducer = CircleReducer(width: width, target: ring, columns: wanted, depth: depth, using: instructionSet)
        let bytesPerRow = wanted.count * depth.bytesPerPixel + 16
        let block = UnsafeMutableRawPointer.allocate(byteCount: rows.count * bytesPerRow, alignment: 16)
        unsafe memory.append(block)
        var scratch: [UInt8] = []
        for unsafe (index, source) in unsafe sources.enumerated() {
            let place = unsafe block + index * bytesPerRow
            unsafe reducer.reduce(source, into: place, scratch: &scratch)
            unsafe starts.append(UnsafeRawPointer(place))
        }
        return unsafe resample_ring(rows: nil, scale: scale, first: Int32(left))
    }
}
