internal import CResample

/// Brings a full panorama to slightly more columns and rows, row by row from the top: to a size that can be halved.
struct PanoramaFitter {
    private let height: Int
    private let target: (width: Int, height: Int)
    private let columns: [resample_tap]
    private let rows: [resample_tap]
    private let weights = FilterWeights.of(.lanczos3).table
    /// Of the last rows that came in, fitted along themselves; the first is row `firstLine`.
    private var lines: [[Int16]] = []
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

    /// - Parameter row: in linear light, with `RowHalver.margin` pixels on either side.
    /// - Returns: fitted rows that are complete, with as much margin.
    mutating func add(_ row: [Int16]) -> [[Int16]] {
        lines.append(across(row))
        let end = firstLine + lines.count
        var made: [[Int16]] = []
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

    private func across(_ row: [Int16]) -> [Int16] {
        let margin = RowHalver.margin
        return filtered(columns) { tap, line in
            // Safe: a position lies at most half a pixel beyond the row's ends, and the margin holds the rest.
            let first = Int(tap.first) - FilterWeights.before + margin + line
            return unsafe row.withUnsafeBytes {
                unsafe $0.loadUnaligned(fromByteOffset: first * 8, as: SIMD4<Int16>.self)
            }
        }
    }

    private func down(_ tap: resample_tap) -> [Int16] {
        let sources = (0..<FilterWeights.taps).map { line(Int(tap.first) - FilterWeights.before + $0) }
        let width = target.width
        let fitted = filtered((0..<width).map { resample_tap(first: Int32($0), phase: tap.phase) }) { tap, line in
            let source = sources[line]
            let column = (Int(tap.first) + (source.isTurned ? width / 2 : 0)) % width
            return unsafe source.pixels.withUnsafeBytes {
                unsafe $0.loadUnaligned(fromByteOffset: column * 8, as: SIMD4<Int16>.self)
            }
        }
        let margin = RowHalver.margin * 4
        return fitted.suffix(margin) + fitted + fitted.prefix(margin)
    }

    /// A row, or what lies beyond a pole: the row before it, half a turn away.
    private func line(_ row: Int) -> (pixels: [Int16], isTurned: Bool) {
        let mirrored = row < 0 ? -1 - row : row >= height ? 2 * height - 1 - row : row
        return (lines[min(max(mirrored - firstLine, 0), lines.count - 1)], mirrored != row)
    }

    /// Weighted means of six pixels each, 0...32767.
    private func filtered(_ taps: [resample_tap], _ pixel: (resample_tap, Int) -> SIMD4<Int16>) -> [Int16] {
        var result: [Int16] = []
        result.reserveCapacity(taps.count * 4)
        for tap in taps {
            var sum = SIMD4<Int32>(repeating: 1 << 13)
            let weights = weights[Int(tap.phase)]
            for line in 0..<FilterWeights.taps {
                sum &+= SIMD4<Int32>(truncatingIfNeeded: pixel(tap, line)) &* weights[line]
            }
            var mean = sum &>> 14
            mean.replace(with: 0, where: mean .< 0)
            mean.replace(with: 32767, where: mean .> 32767)
            for channel in 0..<4 { result.append(Int16(truncatingIfNeeded: mean[channel])) }
        }
        return result
    }
}
