/// Points that both prints of a card show.
struct PrintMatches {
    struct Match: Sendable {
        /// In pixels of each print, from the middle of its top left one.
        var left: SIMD2<Float>
        var right: SIMD2<Float>
        /// How clearly the height of the match is seen: more where edges run level.
        var sharpness: Float
    }

    private(set) var matches: [Match] = []
    /// Points that were looked for.
    private(set) var sought = 0

    /// How far apart the same thing may lie in two prints, in shares of their width and height: prints are cut as they come.
    private static let reach = (across: 0.14, down: 0.045)
    private static let leastLikeness: Float = 0.8
    /// Grey levels of the standard deviation of a block.
    private static let leastTexture: Float = 2.5

    /// Looks for the corners of the left print in the right one, from coarse to fine, by normalised correlation of blocks: whatever
    /// is brighter, darker or flatter in one print does not matter.
    init(left: GrayPicture, right: GrayPicture) {
        var levels = [(left: left, right: right)]
        while let last = levels.last, min(last.left.width, last.left.height, last.right.width, last.right.height) >= 96
        {
            levels.append((last.left.halved(), last.right.halved()))
        }
        for corner in Self.corners(of: left) {
            sought += 1
            if let match = Self.match(corner, in: levels) { matches.append(match) }
        }
        keepSupported(radius: 3 * Float(Self.step(left)))
    }

    /// Of the cells in which corners are looked for.
    private static func step(_ picture: GrayPicture) -> Int { max(6, picture.width / 56) }

    // MARK: Corners

    /// In each cell of the picture, the place where it changes most in every direction.
    private static func corners(of picture: GrayPicture) -> [SIMD2<Int>] {
        let (step, margin) = (step(picture), Block.radius + 1)
        var corners: [SIMD2<Int>] = []
        for top in stride(from: margin, to: picture.height - margin - step, by: step) {
            for left in stride(from: margin, to: picture.width - margin - step, by: step) {
                var best: (strength: Float, place: SIMD2<Int>) = (0, SIMD2(left, top))
                for row in stride(from: top, to: top + step, by: 2) {
                    for column in stride(from: left, to: left + step, by: 2) {
                        let strength = cornerness(picture, column, row)
                        if strength > best.strength { best = (strength, SIMD2(column, row)) }
                    }
                }
                if best.strength > 1 { corners.append(best.place) }
            }
        }
        return corners
    }

    /// The smaller eigenvalue of the structure tensor about a pixel (Shi and Tomasi 1994), of mean squared grey levels.
    private static func cornerness(_ picture: GrayPicture, _ column: Int, _ row: Int) -> Float {
        var (xx, xy, yy): (Float, Float, Float) = (0, 0, 0)
        for y in row - 3...row + 3 {
            for x in column - 3...column + 3 {
                let across = picture[x + 1, y] - picture[x - 1, y]
                let down = picture[x, y + 1] - picture[x, y - 1]
                xx += across * across
                xy += across * down
                yy += down * down
            }
        }
        let root = ((xx - yy) * (xx - yy) + 4 * xy * xy).squareRoot()
        return (xx + yy - root) / (2 * 49)
    }

    // MARK: From coarse to fine

    private static func match(_ corner: SIMD2<Int>, in levels: [(left: GrayPicture, right: GrayPicture)]) -> Match? {
        var offset = SIMD2(0, 0)
        var found: Search?
        for (level, pictures) in levels.enumerated().reversed() {
            let place = SIMD2(corner.x >> level, corner.y >> level)
            guard let block = Block(pictures.left, at: place, leastTexture: leastTexture) else {
                // A coarse level may be too flat or too near the edge; the next one begins where this one did.
                offset = 2 &* offset
                found = nil
                continue
            }
            let isFirst = level == levels.count - 1
            let reach =
                isFirst
                ? SIMD2(
                    Int(reach.across * Double(pictures.left.width)) + 1,
                    Int(reach.down * Double(pictures.left.height)) + 1
                ) : SIMD2(2, 2)
            let centre = place &+ (isFirst ? SIMD2(0, 0) : 2 &* offset)
            guard let search = Search(block, in: pictures.right, about: centre, reach: reach) else { return nil }
            offset = search.place &- place
            found = search
        }
        guard let found, found.likeness >= leastLikeness, let finest = levels.first else { return nil }
        // Back again: the corner must be what the match would choose.
        guard let block = Block(finest.right, at: found.place, leastTexture: leastTexture),
            let back = Search(block, in: finest.left, about: corner, reach: SIMD2(4, 3)),
            abs(back.place.x - corner.x) <= 1, abs(back.place.y - corner.y) <= 1,
            let exact = found.exact
        else { return nil }
        return Match(left: SIMD2<Float>(corner), right: exact.place, sharpness: exact.sharpness)
    }

    /// Leaves out matches whose neighbours say otherwise.
    private mutating func keepSupported(radius: Float) {
        let all = matches
        matches = all.filter { match in
            var (near, alike) = (0, 0)
            for other in all {
                let way = other.left - match.left
                guard abs(way.x) <= radius, abs(way.y) <= radius else { continue }
                near += 1
                let change = (other.right - other.left) - (match.right - match.left)
                if abs(change.x) <= 2, abs(change.y) <= 1.5 { alike += 1 }
            }
            return alike >= 4 && 4 * alike >= near
        }
    }
}

/// A square of a picture about a pixel, without its mean.
private struct Block {
    static let radius = 5
    static let side = 2 * radius + 1

    let values: [Float]
    /// The root of the sum of squares.
    let norm: Float

    /// Nil beyond the picture's edge, and where there is nothing to see.
    init?(_ picture: GrayPicture, at place: SIMD2<Int>, leastTexture: Float) {
        guard picture.holdsBlock(at: place) else { return nil }
        var values: [Float] = []
        values.reserveCapacity(Self.side * Self.side)
        for row in place.y - Self.radius...place.y + Self.radius {
            for column in place.x - Self.radius...place.x + Self.radius { values.append(picture[column, row]) }
        }
        let mean = values.reduce(0, +) / Float(values.count)
        values = values.map { $0 - mean }
        norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
        self.values = values
        guard norm >= leastTexture * Float(Self.side) else { return nil }
    }

    /// The correlation coefficient with the block about a pixel of another picture, -1...1.
    func likeness(to picture: GrayPicture, at place: SIMD2<Int>) -> Float {
        guard picture.holdsBlock(at: place) else { return -1 }
        let (source, own) = (picture.values.span, values.span)
        var (sum, squares, product): (Float, Float, Float) = (0, 0, 0)
        var index = 0
        for row in place.y - Self.radius...place.y + Self.radius {
            let start = row * picture.width + place.x - Self.radius
            for at in start..<start + Self.side {
                let value = source[at]
                sum += value
                squares += value * value
                product += value * own[index]
                index += 1
            }
        }
        let spread = squares - sum * sum / Float(Self.side * Self.side)
        return spread > 1 ? product / (norm * spread.squareRoot()) : -1
    }
}

extension GrayPicture {
    fileprivate func holdsBlock(at place: SIMD2<Int>) -> Bool {
        let radius = Block.radius
        return place.x >= radius && place.y >= radius && place.x < width - radius && place.y < height - radius
    }
}

/// Where in a picture a block is found.
private struct Search {
    let place: SIMD2<Int>
    let likeness: Float
    private let block: Block
    private let picture: GrayPicture

    init?(_ block: Block, in picture: GrayPicture, about centre: SIMD2<Int>, reach: SIMD2<Int>) {
        var best: (likeness: Float, place: SIMD2<Int>) = (-1, centre)
        for row in centre.y - reach.y...centre.y + reach.y {
            for column in centre.x - reach.x...centre.x + reach.x {
                let likeness = block.likeness(to: picture, at: SIMD2(column, row))
                if likeness > best.likeness { best = (likeness, SIMD2(column, row)) }
            }
        }
        guard best.likeness > 0 else { return nil }
        (likeness, place) = best
        self.block = block
        self.picture = picture
    }

    /// Between the pixels, at the top of the parabolas through the neighbours' likeness; nil where that has none.
    var exact: (place: SIMD2<Float>, sharpness: Float)? {
        func at(_ x: Int, _ y: Int) -> Float { block.likeness(to: picture, at: SIMD2(place.x + x, place.y + y)) }
        guard let across = vertex(at(-1, 0), likeness, at(1, 0)), let down = vertex(at(0, -1), likeness, at(0, 1))
        else { return nil }
        return (SIMD2<Float>(place) + SIMD2(across.offset, down.offset), down.curvature)
    }
}

private func vertex(_ before: Float, _ middle: Float, _ after: Float) -> (offset: Float, curvature: Float)? {
    let curvature = 2 * middle - before - after
    guard before > -1, after > -1, middle >= max(before, after), curvature > 0.004 else { return nil }
    return ((after - before) / (2 * curvature), curvature)
}
