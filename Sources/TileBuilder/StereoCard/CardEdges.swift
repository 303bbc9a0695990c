/// Lines that may be the upright edges of a card's two prints, and what each is worth as one.
struct CardEdges {
    /// From left to right; of prints that adjoin each other the two in the middle are the same.
    struct Four {
        var first: CardLines.Line
        var one: CardLines.Line
        var other: CardLines.Line
        var last: CardLines.Line

        /// Of the narrower print, and how much wider the other one is.
        var widths: (least: Float, difference: Float) {
            let (left, right) = (Float(one.place - first.place), Float(last.place - other.place))
            return (min(left, right), abs(left - right))
        }
    }

    private let width: Int
    private let lines: CardLines
    /// By column, how far its brighter rows are from its darker ones: far in prints, hardly in mounts, whatever is written there.
    private let spread: [Float]

    /// What an edge of the picture itself is worth as a print's: less than any edge of a print on a mount, more than a line in
    /// what a print shows.
    private static let worthOfPictureEdge: Float = 0.6
    /// The same of the mere middle between two prints.
    private static let worthOfMiddle: Float = 0.3

    init(in scan: CardScan) {
        let rows = scan.height / 5..<scan.height - scan.height / 5
        width = scan.width
        lines = CardLines(upright: scan.gray, rows: rows)
        spread = (0..<scan.width).map { column in
            let values = rows.map { scan.gray[column, $0] }.sorted()
            return values[values.count * 17 / 20] - values[values.count * 3 / 20]
        }
    }

    /// The four lines that together are most like the edges of two prints: strong ones with much to see on the one side and little
    /// on the other, and prints equally wide.
    var best: Four? {
        let inner = candidates(0.35...0.65).sorted { $0.place < $1.place }
        var best: (score: Float, edges: Four)?
        for first in [edge(0)] + candidates(0...0.4) {
            for last in [edge(width)] + candidates(0.6...1) {
                let outer = worth(first, side: 1) + worth(last, side: -1)
                for middle in middles(inner, between: first, last) {
                    let edges = Four(first: first, one: middle.one, other: middle.other, last: last)
                    let widths = edges.widths
                    guard widths.least >= Float(width) / 4 else { continue }
                    let share = (2 * widths.least + widths.difference) / Float(width)
                    let unlike = widths.difference / (0.02 * Float(width))
                    let score = outer + middle.worth + share - unlike / 2
                    if score > best?.score ?? -.infinity { best = (score, edges) }
                }
            }
        }
        return best?.edges
    }

    private typealias Middle = (one: CardLines.Line, other: CardLines.Line, worth: Float)

    /// Where the left print may end and the right one begin: in the middle, at one line, or at two with mount between them.
    private func middles(
        _ inner: [CardLines.Line],
        between first: CardLines.Line,
        _ last: CardLines.Line
    ) -> [Middle] {
        let middle = edge((first.place + last.place) / 2)
        let pairs = inner.enumerated().flatMap { index, one -> [Middle] in
            let others = inner[(index + 1)...].filter { $0.place - one.place <= width / 8 }
            return [(one, one, one.strength)]
                + others.map { (one, $0, worth(one, side: -1) + worth($0, side: 1)) }
        }
        return [(middle, middle, Self.worthOfMiddle)] + pairs
    }

    private func candidates(_ share: ClosedRange<Double>) -> [CardLines.Line] {
        let places = Int(share.lowerBound * Double(width))..<Int(share.upperBound * Double(width))
        return lines.peaks(in: places, atLeast: 0.12, most: 14)
    }

    private func edge(_ place: Int) -> CardLines.Line { CardLines.Line(place: place, step: 0, slope: 0) }

    /// - Parameter side: of the line on which the print lies, 1 or -1.
    private func worth(_ line: CardLines.Line, side: Int) -> Float {
        if line.place == 0 || line.place == width { return Self.worthOfPictureEdge }
        return line.strength + contrast(line.place, side: side)
    }

    /// -1...1: how much more there is to see on the print's side of a line.
    private func contrast(_ place: Int, side: Int) -> Float {
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
