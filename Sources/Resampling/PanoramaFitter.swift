internal import CResample

/// Brings a full panorama to slightly more columns and rows, row by row from the top: to a size that can be halved.
struct PanoramaFitter {
    private let height: Int
    private let target: (width: Int, height: Int)
    private let columns: [resample_tap]
    private let rows: [resample_tap]
    private let weights = FilterWeights.of(.lanczos3).table
    /// Of the last rows that came in, fitted along themselves; the first is row `firstLine`.
    private var lines: [LightRow] = []
    private var firstLine = 0
    private var rowsGiven = 0

    init(width: Int, height: Int, target: (width: Int, height: Int)) {
        self.height = height
        self.target = target
        columns = Self.taps(from: width, to: target.width)
        rows = Self.taps(from: height, to: target.height)
    }

    private static func taps(from count: Int, to target: Int) -> [resample_tap] {
        (0..<target).map { pixel in
            let position = (Double(pixel) + 0.5) * Double(count) / Double(target) - 0.5
            return resample_tap(Int32((position * 1024).rounded()))
        }
    }

    /// - Returns: fitted rows that are complete.
    mutating func add(_ row: LightRow) -> [LightRow] {
        lines.append(across(row))
        let end = firstLine + lines.count
        var made: [LightRow] = []
        while rowsGiven < target.height {
            let last = Int(rows[rowsGiven].first) - FilterWeights.before + FilterWeights.taps
            guard end == height || last <= end else { break }
            made.append(down(rows[rowsGiven]))
            rowsGiven += 1
        }
        let needed = rowsGiven < target.height ? Int(rows[rowsGiven].first) - FilterWeights.before : end
        // Rows beyond a pole are those before it.
        let kept = min(max(needed, 0), max(0, height - FilterWeights.taps))
        if kept > firstLine {
            lines.removeFirst(kept - firstLine)
            firstLine = kept
        }
        return made
    }

    private func across(_ row: LightRow) -> LightRow {
        unsafe row.mapPlanes(toWidth: target.width) { source, fitted in
            for column in 0..<target.width {
                // Safe: a position lies at most half a pixel beyond the row's ends, and the margin holds the rest.
                let first = unsafe source + Int(columns[column].first) - FilterWeights.before
                unsafe fitted[column] = weightedMean(columns[column].phase) { unsafe first[$0] }
            }
        }
    }

    private func down(_ tap: resample_tap) -> LightRow {
        let sources = (0..<FilterWeights.taps).map { line(Int(tap.first) - FilterWeights.before + $0) }
        let count = sources[0].samples.count
        let samples = unsafe [Int16](unsafeUninitializedCapacity: count) { fitted, initialized in
            unsafe sources[...].withPointers { rows in
                for sample in 0..<count { unsafe fitted[sample] = weightedMean(tap.phase) { unsafe rows[$0][sample] } }
            }
            initialized = count
        }
        return LightRow(width: target.width, samples: samples)
    }

    /// A row, or what lies beyond a pole: the row before it, half a turn away.
    private func line(_ row: Int) -> LightRow {
        let mirrored = row < 0 ? -1 - row : row >= height ? 2 * height - 1 - row : row
        let line = lines[min(max(mirrored - firstLine, 0), lines.count - 1)]
        return mirrored == row ? line : line.halfTurned()
    }

    /// Of six samples, 0...32767.
    private func weightedMean(_ phase: Int32, _ sample: (Int) -> Int16) -> Int16 {
        let weights = weights[Int(phase)]
        let sum = (0..<FilterWeights.taps).reduce(Int32(1 << 13)) { $0 &+ Int32(sample($1)) &* weights[$1] }
        return Int16(min(max(sum &>> 14, 0), 32767))
    }
}
