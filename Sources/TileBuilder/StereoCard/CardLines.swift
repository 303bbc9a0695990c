/// Straight edges that run across most of a picture: those of a card and of its prints.
///
/// A line is as strong as the mean step across it, each step held to `largestStep`: a print's edge is one long step of the same
/// sign, and no few strong edges of what it shows weigh as much.
struct CardLines {
    /// At a place across the lines.
    struct Line: Sendable {
        /// Between the pixels before it and this one.
        let place: Int
        /// Grey levels that the picture becomes brighter, in -largestStep...largestStep.
        let step: Float
        /// Pixels that the line leans over a pixel of its length.
        let slope: Float

        /// 0...1
        var strength: Float { abs(step) / CardLines.largestStep }
    }

    static let largestStep: Float = 24
    private static let largestSlope: Float = 0.03

    /// By place, the strongest line there.
    let lines: [Line]

    /// Upright lines within rows, for each column.
    init(upright gray: GrayPicture, rows: Range<Int>) {
        self.init(count: gray.width, length: rows) { gray[$0, $1] }
    }

    /// Level lines within columns, for each row.
    init(level gray: GrayPicture, columns: Range<Int>) {
        self.init(count: gray.height, length: columns) { gray[$1, $0] }
    }

    private init(count: Int, length: Range<Int>, value: (_ place: Int, _ along: Int) -> Float) {
        let middle = Float(length.lowerBound + length.upperBound - 1) / 2
        // Neighbouring slopes are a pixel apart at the ends.
        let turns = Int(Self.largestSlope * Float(length.count) / 2)
        var best = (0..<count).map { Line(place: $0, step: 0, slope: 0) }
        // Along a line every other pixel: neighbours say the same.
        let samples = Array(stride(from: length.lowerBound, to: length.upperBound, by: 2))
        var steps = [Float](repeating: 0, count: samples.count * count)
        for (index, along) in samples.enumerated() {
            for place in 2..<max(2, count - 1) {
                // Two pixels on either side: prints have soft edges.
                let after = value(place, along) + value(place + 1, along)
                let step = (after - value(place - 1, along) - value(place - 2, along)) / 2
                steps[index * count + place] = min(max(step, -Self.largestStep), Self.largestStep)
            }
        }
        for turn in -turns...turns {
            let slope = turns == 0 ? 0 : Self.largestSlope * Float(turn) / Float(turns)
            var sums = [Float](repeating: 0, count: count)
            for (index, along) in samples.enumerated() {
                let offset = Int((slope * (Float(along) - middle)).rounded())
                // A long line leans over more than a narrow picture is wide.
                let places = (1..<count).clamped(to: 1 - offset..<count - offset)
                for place in places {
                    sums[place] += steps[index * count + place + offset]
                }
            }
            for place in 1..<count {
                let mean = sums[place] / Float(samples.count)
                if abs(mean) > abs(best[place].step) { best[place] = Line(place: place, step: mean, slope: slope) }
            }
        }
        lines = best
    }

    /// Of the places in a range, those lines that are stronger than all within two pixels, the strongest first.
    func peaks(in places: Range<Int>, atLeast strength: Float, most: Int) -> [Line] {
        let places = places.clamped(to: 0..<lines.count)
        let peaks = places.filter { place in
            let around = max(0, place - 2)..<min(lines.count, place + 3)
            return lines[place].strength >= strength
                && around.allSatisfy { other in
                    (lines[other].strength, other) <= (lines[place].strength, place)
                        || lines[other].step * lines[place].step < 0
                }
        }
        return Array(peaks.map { lines[$0] }.sorted { ($0.strength, $1.place) > ($1.strength, $0.place) }.prefix(most))
    }
}
