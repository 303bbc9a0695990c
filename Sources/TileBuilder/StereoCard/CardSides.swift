/// The upright edges of a card's two prints.
struct CardSides {
    /// From a print's left edge to its right one.
    struct Side {
        var left: CardLines.Line
        var right: CardLines.Line
        /// Rows over which the lines were followed.
        var height: Int

        /// Columns that show the print in every row, however its edges lean.
        var inner: Range<Int> {
            let margins = [left, right].map {
                Int((abs($0.slope) * Float(height) / 2).rounded(.up)) + CardSides.trim(height)
            }
            let (first, last) = (left.place + margins[0], right.place - margins[1])
            return first..<max(first + 1, last)
        }
    }

    private(set) var left: Side
    private(set) var right: Side

    /// Pixels that are cut off within an edge, which is seldom sharp or quite straight.
    static func trim(_ size: Int) -> Int { 1 + size / 250 }

    /// What an edge of the picture itself is worth as a print's: less than any edge of a print on a mount, more than a line in
    /// what a print shows.
    private static let worthOfPictureEdge: Float = 0.6

    /// The four lines that together are most like the edges of two prints: strong ones with much to see on the one side and little
    /// on the other, and prints equally wide.
    init?(in scan: CardScan) {
        let (width, height) = (scan.width, scan.height)
        let rows = height / 5..<height - height / 5
        let lines = CardLines(upright: scan.gray, rows: rows)
        let spread = Self.spread(scan.gray, rows: rows)
        func candidates(_ share: ClosedRange<Double>) -> [CardLines.Line] {
            let places = Int(share.lowerBound * Double(width))..<Int(share.upperBound * Double(width))
            return lines.peaks(in: places, atLeast: 0.12, most: 14)
        }
        func edge(_ place: Int) -> CardLines.Line { CardLines.Line(place: place, step: 0, slope: 0) }
        /// - Parameter side: of the line on which the print lies, 1 or -1.
        func worth(_ line: CardLines.Line, side: Int) -> Float {
            if line.place == 0 || line.place == width { return Self.worthOfPictureEdge }
            return line.strength + Self.contrast(spread, line.place, side: side)
        }
        let outerLeft = [edge(0)] + candidates(0...0.4)
        let outerRight = [edge(width)] + candidates(0.6...1)
        let inner = candidates(0.35...0.65).sorted { $0.place < $1.place }
        var best: (score: Float, sides: (CardLines.Line, CardLines.Line, CardLines.Line, CardLines.Line))?
        for first in outerLeft {
            for last in outerRight {
                let middle = edge((first.place + last.place) / 2)
                var pairs = [(middle, middle, Float(0.3))]
                for (index, one) in inner.enumerated() {
                    pairs.append((one, one, one.strength))
                    for other in inner[(index + 1)...] where other.place - one.place <= width / 8 {
                        pairs.append((one, other, worth(one, side: -1) + worth(other, side: 1)))
                    }
                }
                for (one, other, value) in pairs {
                    let widths = (Float(one.place - first.place), Float(last.place - other.place))
                    guard min(widths.0, widths.1) >= Float(width) / 4 else { continue }
                    let unlike = abs(widths.0 - widths.1) / (0.02 * Float(width))
                    let score =
                        worth(first, side: 1) + worth(last, side: -1) + value + (widths.0 + widths.1) / Float(width)
                        - unlike / 2
                    if score > best?.score ?? -.infinity { best = (score, (first, one, other, last)) }
                }
            }
        }
        guard let (_, (first, one, other, last)) = best else { return nil }
        left = Side(left: first, right: one, height: height)
        right = Side(left: other, right: last, height: height)
    }

    /// By column, how far its brighter rows are from its darker ones: far in prints, hardly in mounts, whatever is written there.
    private static func spread(_ gray: GrayPicture, rows: Range<Int>) -> [Float] {
        (0..<gray.width).map { column in
            let values = rows.map { gray[column, $0] }.sorted()
            return values[values.count * 17 / 20] - values[values.count * 3 / 20]
        }
    }

    /// -1...1: how much more there is to see on the print's side of a line.
    private static func contrast(_ spread: [Float], _ place: Int, side: Int) -> Float {
        let reach = max(4, spread.count / 40)
        func mean(_ side: Int) -> Float {
            // The line itself, and the step beside it, are not looked at.
            let range = side > 0 ? place + 2..<place + 2 + reach : place - 2 - reach..<place - 2
            let columns = range.clamped(to: 0..<spread.count)
            return columns.isEmpty ? 0 : columns.map { spread[$0] }.reduce(0, +) / Float(columns.count)
        }
        let (inside, outside) = (mean(side), mean(-side))
        return (inside - outside) / (inside + outside + 8)
    }
}
