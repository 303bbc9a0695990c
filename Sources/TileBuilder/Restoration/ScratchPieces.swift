/// Finds pieces of scratches in a strip: lines along which pixels are brighter than those on both sides, in most of their length.
///
/// Asking both sides is the top-hat of mathematical morphology (J. Serra, Image analysis and mathematical morphology, 1982) across a
/// line: what is wider than a scratch, and a mere edge, gives nothing.
struct ScratchPieces {
    /// From a scratch's middle to what lies beside it.
    let reach: Int
    /// No scratch is darker, in grey levels.
    let leastGrey: Int

    /// Pixels that it may lean in a strip: 2.4 degrees.
    private static let mostLean = 2
    /// Grey levels between a scratch and both its sides.
    static let leastContrast: Int16 = 12
    /// Lines of a strip, of a hundred, on which it is seen.
    private static let leastShare = 70

    /// - Parameter grey: of the strip, line by line.
    func pieces(_ grey: [Int16], strip: Int, width: Int) -> [ScratchPiece] {
        let depth = ScratchStrips.depth
        guard width > 4 * reach + 4 else { return [] }
        let ridge = ridges(grey, width: width)
        var best = [(sum: Int, lean: Int)](repeating: (0, 0), count: width)
        for lean in -Self.mostLean...Self.mostLean {
            var (counts, sums) = ([Int](repeating: 0, count: width), [Int](repeating: 0, count: width))
            for line in 0..<depth {
                let offset = ScratchPiece(strip: strip, place: 0, lean: lean, grey: 0).place(line: line)
                for place in (0..<width).clamped(to: -offset..<width - offset) {
                    let height = Int(ridge[line * width + place + offset])
                    if height > 0 { counts[place] += 1 }
                    sums[place] += min(height, 48)
                }
            }
            for place in 0..<width where 100 * counts[place] >= Self.leastShare * depth && sums[place] > best[place].sum
            {
                best[place] = (sums[place], lean)
            }
        }
        return (0..<width).compactMap { place in
            let around = max(0, place - reach)..<min(width, place + reach + 1)
            guard best[place].sum > 0,
                around.allSatisfy({ (best[$0].sum, place) <= (best[place].sum, $0) || $0 == place })
            else { return nil }
            let piece = ScratchPiece(strip: strip, place: place, lean: best[place].lean, grey: 0)
            let values = (0..<depth).compactMap { line -> Int? in
                let at = piece.place(line: line)
                return (0..<width).contains(at) ? Int(grey[line * width + at]) : nil
            }.sorted()
            let middle = values[values.count / 2]
            guard middle >= leastGrey else { return nil }
            return ScratchPiece(strip: strip, place: place, lean: piece.lean, grey: middle)
        }
    }

    /// By pixel, how much brighter it is than the brighter one of its sides; 0 where that is too little.
    func ridges(_ grey: [Int16], width: Int) -> [Int16] {
        var ridges = [Int16](repeating: 0, count: grey.count)
        let (near, far) = (reach, reach + 1)
        for start in stride(from: 0, to: grey.count, by: width) {
            for at in start + far..<start + width - far {
                let left = (grey[at - near] + grey[at - far]) / 2
                let right = (grey[at + near] + grey[at + far]) / 2
                let height = grey[at] - max(left, right)
                if height >= Self.leastContrast { ridges[at] = height }
            }
        }
        return ridges
    }
}
