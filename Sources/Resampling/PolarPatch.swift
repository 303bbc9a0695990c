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
    private var memory: [UnsafeMutablePointer<Int16>] = unsafe []
    /// Of the rows that pixels are read from.
    private(set) var depth: SampleDepth

    /// - Parameter reached: the rows that taps may lie in.
    init(_ sampler: PolarSampler, window: RowWindow, reached: Range<Int>, using instructionSet: InstructionSet) {
        rows =
            reached.lowerBound + FilterWeights.before..<reached.upperBound + 1 + FilterWeights.before
            - FilterWeights.taps
        columns = sampler.reachedColumns
        self.window = window
        rings = sampler.rings
        self.instructionSet = instructionSet
        depth = window.depth
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
        // A ring's rows are deep, to be rounded once; the panorama's own beside them are brought to the same depth.
        if rows.contains(where: { ringOf($0) > 0 }) { depth = .deep }
        var first = rows.lowerBound
        while first < rows.upperBound {
            let ring = ringOf(first)
            var end = first + 1
            while end < rows.upperBound, ringOf(end) == ring { end += 1 }
            let reached = first - FilterWeights.before..<end - 1 - FilterWeights.before + FilterWeights.taps
            let made = unsafe starts.count
            let added = unsafe depth == window.depth && ring == 0 ? addRows(reached) : addRows(reached, ring: ring)
            for row in first..<end { unsafe places.append((made + row - first, added)) }
            first = end
        }
    }

    /// Adds the starts of the panorama's own rows.
    private func addRows(_ rows: Range<Int>) -> resample_ring {
        let before = 1 + FilterWeights.before
        unsafe starts += window.starts(of: rows).map { unsafe $0 - before * depth.bytesPerPixel }
        return unsafe resample_ring(rows: nil, scale: 1 << 32, first: -1)
    }

    /// Adds rows brought to a ring's columns.
    private func addRows(_ rows: Range<Int>, ring: Int) -> resample_ring {
        let (width, target) = (rings.widths[0], rings.widths[ring])
        // Two more on either side: a scaled column may round beyond.
        let slack = ring == 0 ? 0 : 2
        let left = Int((Double(columns.lowerBound * target) / Double(width)).rounded(.down)) - slack
        let right = columns.upperBound * target / width + slack
        let wanted = left - FilterWeights.before..<right - FilterWeights.before + FilterWeights.taps
        let samplesPerRow = wanted.count * 4
        let block = UnsafeMutablePointer<Int16>.allocate(capacity: rows.count * samplesPerRow)
        unsafe memory.append(block)
        let sources = unsafe window.starts(of: rows)
        for index in 0..<rows.count {
            let place = unsafe block + index * samplesPerRow
            if ring == 0 {
                unsafe deepen(sources[index] + wanted.lowerBound * 4, count: samplesPerRow, into: place)
            } else {
                let reducer = rings.reducer(ring: ring)
                unsafe reducer.reduce(
                    wanted,
                    of: sources[index],
                    depth: window.depth,
                    using: instructionSet,
                    into: place
                )
            }
            unsafe starts.append(UnsafeRawPointer(place))
        }
        return unsafe resample_ring(rows: nil, scale: (Int64(target) << 32) / Int64(width), first: Int32(left))
    }
}

/// Bytes to deep samples.
private func deepen(_ bytes: UnsafeRawPointer, count: Int, into samples: UnsafeMutablePointer<Int16>) {
    let bytes = unsafe bytes.assumingMemoryBound(to: UInt8.self)
    for index in 0..<count {
        unsafe samples[index] = Int16(bytes[index]) &* Int16(truncatingIfNeeded: SampleDepth.deepStepsPerLevel)
    }
}
