extension LinearBuffer {
    /// Texels of margin that a halving uses up before it halves the rest.
    package static let halvingReach = 3

    /// The margin a buffer needs so that it can be halved so many times without running out.
    package static func margin(forHalvings count: Int) -> Int {
        (0..<count).reduce(0) { margin, _ in 2 * margin + halvingReach }
    }

    /// Half the size, anti-aliased: each pixel is a weighted mean of eight by eight, the Catmull-Rom filter stretched to
    /// twice its width. Its weights are whole 256ths, so the sum is exact and rounded once.
    ///
    /// - Precondition: even size, margin of `halvingReach` or more.
    package func halved() -> LinearBuffer {
        precondition(width % 2 == 0 && height % 2 == 0 && margin >= Self.halvingReach)
        let target = (width: width / 2, height: height / 2, margin: (margin - Self.halvingReach) / 2)
        let columns = target.width + 2 * target.margin
        let lines = halvedRows(count: columns, first: margin - 2 * target.margin - Self.halvingReach)
        var pixels: [SIMD4<UInt16>] = []
        pixels.reserveCapacity(columns * (target.height + 2 * target.margin))
        for row in -target.margin..<target.height + target.margin {
            let top = (2 * row - Self.halvingReach + margin) * columns
            for column in 0..<columns {
                pixels.append(rounded(weighted(lines, from: top + column, step: columns)))
            }
        }
        return LinearBuffer(width: target.width, height: target.height, margin: target.margin, pixels: pixels)
    }

    /// Every row halved in width, in 256ths of a 16-bit step.
    ///
    /// - Parameters:
    ///   - count: pixels a row to make.
    ///   - first: where in a row, margin included, the first pixel's first tap lies.
    private func halvedRows(count: Int, first: Int) -> [SIMD4<Int32>] {
        let rows = height + 2 * margin
        var lines: [SIMD4<Int32>] = []
        lines.reserveCapacity(rows * count)
        for row in 0..<rows {
            let start = row * stride + first
            for column in 0..<count {
                let at = start + 2 * column
                let outer = wide(at) &+ wide(at + 7)
                let third = wide(at + 1) &+ wide(at + 6)
                let second = wide(at + 2) &+ wide(at + 5)
                let inner = wide(at + 3) &+ wide(at + 4)
                lines.append(mean(inner: inner, second: second, third: third, outer: outer))
            }
        }
        return lines
    }

    @inline(__always)
    private func wide(_ index: Int) -> SIMD4<Int32> {
        SIMD4<Int32>(truncatingIfNeeded: pixels[index])
    }
}

/// Catmull-Rom at 1/4, 3/4, 5/4 and 7/4 pixels of the smaller image, times 128.
@inline(__always)
private func mean(
    inner: SIMD4<Int32>,
    second: SIMD4<Int32>,
    third: SIMD4<Int32>,
    outer: SIMD4<Int32>
) -> SIMD4<Int32> {
    inner &* 111 &+ second &* 29 &- third &* 9 &- outer &* 3
}

/// Down a column of lines. A line's values are below 2^16 · 1.2 · 2^8; they are brought to 2^20 so that the second sum fits.
@inline(__always)
private func weighted(_ lines: [SIMD4<Int32>], from top: Int, step: Int) -> SIMD4<Int32> {
    mean(
        inner: reduced(lines[top + 3 * step]) &+ reduced(lines[top + 4 * step]),
        second: reduced(lines[top + 2 * step]) &+ reduced(lines[top + 5 * step]),
        third: reduced(lines[top + step]) &+ reduced(lines[top + 6 * step]),
        outer: reduced(lines[top]) &+ reduced(lines[top + 7 * step])
    )
}

@inline(__always)
private func reduced(_ value: SIMD4<Int32>) -> SIMD4<Int32> {
    (value &+ 8) &>> 4
}

/// From 16 · 256 steps to one, into 0...65535.
@inline(__always)
private func rounded(_ value: SIMD4<Int32>) -> SIMD4<UInt16> {
    var steps = (value &+ 2048) &>> 12
    steps.replace(with: 0, where: steps .< 0)
    steps.replace(with: 65535, where: steps .> 65535)
    return SIMD4<UInt16>(truncatingIfNeeded: steps)
}
