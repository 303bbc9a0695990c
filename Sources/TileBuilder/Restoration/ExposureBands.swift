/// By how much each column of an old cylinder came out too bright: the traces of a camera that did not turn evenly, and of prints
/// that were glued side by side.
///
/// Such a band multiplies the light of its whole column. So neighbouring columns are compared row by row, and the median of the
/// logarithms of their ratios is what the rows have in common, whatever they show. This is done in six parts of the picture, one below
/// the other; those of the most even ground (sky, water, a wall) are believed, at least two, and of what they all say alike the least. From the steps the bands are put together; what changes more slowly
/// than over `reach` columns is light of the scene (the sun's side of the sky) and stays, but for sudden steps at which prints meet.
///
/// What really is as high as all these parts, and brighter or darker than what stands beside it by the same factor, cannot be told
/// from a band.
struct ExposureBands: Sendable, Equatable {
    /// By column, the logarithm of the factor by which its light is too much.
    let excess: [Double]

    /// Columns between which light is compared.
    private static let lags = [1, 2, 4, 8, 16, 32]
    /// The factor of a step between prints is this at least.
    private static let leastStep = 0.03
    /// Parts of the picture, one below the other, that are looked at by themselves.
    private static let partCount = 6

    /// - Parameters:
    ///   - logarithms: of light, by sampled row from the top and column; not a number where the picture is black or burnt out.
    ///   - isTurn: whether the sides adjoin each other.
    init(_ logarithms: [[Float]], isTurn: Bool) {
        let width = logarithms.first?.count ?? 0
        guard logarithms.count >= 8 * Self.partCount, width >= 4 * (Self.lags.last ?? 1) else {
            excess = Array(repeating: 0, count: width)
            return
        }
        let reach = max(24, width / 24)
        let parts = (0..<Self.partCount).map { part in
            BandProfile(
                Array(
                    logarithms[
                        part * logarithms.count / Self.partCount..<(part + 1) * logarithms.count / Self.partCount
                    ]
                ),
                lags: Self.lags,
                reach: reach,
                isTurn: isTurn
            )
        }
        let witnesses = (0..<width).map { Self.witnesses(parts, $0) }
        let steps = Self.steps(parts, witnesses, isTurn: isTurn)
        let rests = parts.map { part in
            let rest = zip(part.profile, steps).map { $0 - $1 }
            return zip(rest, smoothed(rest, reach: reach, isTurn: isTurn)).map { $0 - $1 }
        }
        let streaks = witnesses.indices.map { column in agreed(witnesses[column].map { rests[$0][column] }) }
        let sum = zip(steps, streaks).map { $0 + $1 }
        // The picture as a whole stays as bright as it is.
        let mean = sum.reduce(0, +) / Double(width)
        excess = sum.map { min(max($0 - mean, -1.5), 1.5) }
    }

    /// The parts that are asked about a column: those that show as even a ground as the second most even one, or nearly.
    ///
    /// - Returns: none where there are fewer than two.
    private static func witnesses(_ parts: [BandProfile], _ column: Int) -> [Int] {
        let known = parts.indices.filter { parts[$0].isKnown[column] }
        let roughness = known.map { parts[$0].roughness[column] }.sorted()
        guard roughness.count >= 2 else { return [] }
        return known.filter { parts[$0].roughness[column] <= max(3 * roughness[1], 0.002) }
    }

    /// Where prints meet: the sum of all steps so far.
    private static func steps(_ parts: [BandProfile], _ witnesses: [[Int]], isTurn: Bool) -> [Double] {
        let width = witnesses.count
        /// Across the place before a column, beyond what goes on evenly on both sides of it: from means of some columns, the nearest
        /// a little away from it.
        func step(_ part: BandProfile, _ column: Int) -> Double? {
            let (gap, count) = (2, 10)
            let first = column - gap - 2 * count
            guard isTurn || first >= 0 && column + gap + 2 * count <= width else { return nil }
            func mean(_ first: Int) -> Double? {
                let places = (first..<first + count).map { ($0 + width) % width }
                guard places.allSatisfy({ part.isKnown[$0] }) else { return nil }
                return places.map { part.profile[$0] }.reduce(0, +) / Double(count)
            }
            guard let farBefore = mean(first), let before = mean(first + count), let after = mean(column + gap),
                let farAfter = mean(column + gap + count)
            else { return nil }
            let slope = (before - farBefore + farAfter - after) / Double(2 * count)
            return after - before - slope * Double(count + 2 * gap)
        }
        let jumps = (0..<width).map { column in agreed(witnesses[column].compactMap { step(parts[$0], column) }) }
        let typical = jumps.map(abs).sorted()[width / 2]
        let least = max(leastStep, 8 * typical)
        var heights = [Double](repeating: 0, count: width)
        for column in 0..<width where abs(jumps[column]) >= least {
            let around = max(0, column - 12)..<min(width, column + 13)
            let isHighest = around.allSatisfy { (abs(jumps[$0]), column) <= (abs(jumps[column]), $0) || $0 == column }
            if isHighest { heights[column] = jumps[column] }
        }
        // Round a turn the steps come back to where they began.
        let drift = isTurn ? heights.reduce(0, +) / Double(width) : 0
        var height = 0.0
        return heights.map { step in
            height += step - drift
            return height
        }
    }
}

/// What all say: the least of them, where all have the same sign.
private func agreed(_ values: [Double]) -> Double {
    guard let first = values.first else { return 0 }
    guard values.allSatisfy({ $0 > 0 }) || values.allSatisfy({ $0 < 0 }) else { return 0 }
    let least = values.map(abs).min() ?? 0
    return first > 0 ? least : -least
}

/// Three running means one after the other, nearly a bell; at the ends the picture goes on as its mirror image, or round the turn.
func smoothed(_ values: [Double], reach: Int, isTurn: Bool) -> [Double] {
    let count = values.count
    let half = max(1, reach / 2)
    func place(_ index: Int) -> Int {
        if isTurn { return (index % count + count) % count }
        let mirrored = index < 0 ? -1 - index : index >= count ? 2 * count - 1 - index : index
        return min(max(mirrored, 0), count - 1)
    }
    return (0..<3).reduce(values) { values, _ in
        var sum = (-half...half).map { values[place($0)] }.reduce(0, +)
        return values.indices.map { index in
            defer { sum += values[place(index + half + 1)] - values[place(index - half)] }
            return sum / Double(2 * half + 1)
        }
    }
}
