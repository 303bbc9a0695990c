internal import CResample

/// The pixels from which a part of a polar face is read: deep rows, where columns crowd brought to a ring's columns, and each
/// interleaved with the next one sample by sample, as the kernel takes them.
@safe final class PolarPatch {
    /// Rows of the panorama between which and the next pixels lie.
    private let rows: Range<Int>
    /// Columns that pixels lie in.
    private let columns: ClosedRange<Int>
    private let window: RowWindow
    private let rings: PolarRings
    private let instructionSet: InstructionSet
    private var starts: [UnsafePointer<Int16>?] = unsafe []
    /// For each of `rows`, where in `starts` the rows of its taps begin.
    private var places: [(start: Int, ring: resample_ring)] = unsafe []
    private var memory: [UnsafeMutablePointer<Int16>] = unsafe []

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
            let added = unsafe addRows(reached, ring: ring)
            for row in first..<end { unsafe places.append((made + row - first, added)) }
            first = end
        }
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
        let pairs = UnsafeMutablePointer<Int16>.allocate(capacity: (rows.count - 1) * 2 * samplesPerRow)
        unsafe memory.append(pairs)
        var (line, last) = ([Int16](repeating: 0, count: samplesPerRow), [Int16](repeating: 0, count: samplesPerRow))
        let sources = unsafe window.starts(of: rows)
        for index in 0..<rows.count {
            unsafe line.withUnsafeMutableBufferPointer { line in
                guard let line = line.baseAddress else { return }
                unsafe makeLine(wanted, ring: ring, of: sources[index], into: line)
                guard index > 0 else { return }
                let pair = unsafe pairs + (index - 1) * 2 * samplesPerRow
                unsafe last.withUnsafeBufferPointer { last in
                    guard let last = last.baseAddress else { return }
                    unsafe instructionSet.interleave((last, UnsafePointer(line)), count: samplesPerRow, into: pair)
                }
                unsafe starts.append(UnsafePointer(pair))
            }
            swap(&line, &last)
        }
        return unsafe resample_ring(rows: nil, scale: (Int64(target) << 32) / Int64(width), first: Int32(left))
    }

    /// A row's columns, deep.
    private func makeLine(
        _ columns: Range<Int>,
        ring: Int,
        of row: UnsafeRawPointer,
        into line: UnsafeMutablePointer<Int16>
    ) {
        let first = unsafe row + columns.lowerBound * window.depth.bytesPerPixel
        if ring > 0 {
            unsafe rings.reducer(ring: ring)
                .reduce(columns, of: row, depth: window.depth, using: instructionSet, into: line)
        } else if window.depth == .deep {
            unsafe UnsafeMutableRawPointer(line).copyMemory(from: first, byteCount: columns.count * 8)
        } else {
            unsafe deepen(first, count: columns.count * 4, into: line)
        }
    }
}

/// Bytes to deep samples.
private func deepen(_ bytes: UnsafeRawPointer, count: Int, into samples: UnsafeMutablePointer<Int16>) {
    let bytes = unsafe bytes.assumingMemoryBound(to: UInt8.self)
    for index in 0..<count {
        unsafe samples[index] = Int16(bytes[index]) &* Int16(truncatingIfNeeded: SampleDepth.deepStepsPerLevel)
    }
}
