/// Whether a card's left print is what the left eye sees, as far as the pictures tell.
///
/// In most scenes what is lower is nearer: the ground before the houses, the houses below the sky. Prints that are the wrong way round
/// turn that over. A picture is looked at in upright strips, each by itself, so that one thing in the foreground decides little; a
/// flat picture, or a room whose ceiling is as near as its floor, says nothing.
package struct EyeOrder: Sendable, Equatable {
    /// Strips in which something is clearly nearer below than above, or above than below.
    package let strips: Int
    /// Those in which it would be nearer above.
    package let inverted: Int

    private static let count = 8
    private static let leastStrips = 4

    /// - Parameters:
    ///   - points: that both prints show.
    ///   - size: of the left print.
    ///   - error: of a point's disparity, in pixels.
    init(_ points: [DepthPoint], size: CardArea, error: Double) {
        // Less may come from a print that is not flat.
        let least = max(1, 2 * error)
        let width = Double(size.width) / Double(Self.count)
        var (strips, inverted) = (0, 0)
        for index in 0..<Self.count {
            let left = Double(index) * width - Double(size.width) / 2
            let column = points.filter { $0.place.x >= left && $0.place.x < left + width }
                .sorted { $0.place.y < $1.place.y }
            let third = column.count / 3
            guard third >= 5 else { continue }
            let (upper, lower) = (column.prefix(third), column.suffix(third))
            let way = Self.middle(lower.map(\.place.y)) - Self.middle(upper.map(\.place.y))
            guard way >= 0.2 * Double(size.height) else { continue }
            let nearer = Self.middle(lower.map(\.disparity)) - Self.middle(upper.map(\.disparity))
            guard abs(nearer) >= least else { continue }
            strips += 1
            if nearer < 0 { inverted += 1 }
        }
        (self.strips, self.inverted) = (strips, inverted)
    }

    /// Whether nearly all strips say that the prints are the wrong way round, and enough of them.
    package var isSurelySwapped: Bool { isSure(inverted) }

    /// The same for the right way round.
    package var isSurelyRight: Bool { isSure(strips - inverted) }

    private func isSure(_ votes: Int) -> Bool { strips >= Self.leastStrips && 20 * votes >= 17 * strips }

    private static func middle(_ values: [Double]) -> Double {
        let sorted = values.sorted()
        return sorted[sorted.count / 2]
    }
}
