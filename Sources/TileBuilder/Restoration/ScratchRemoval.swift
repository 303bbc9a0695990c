internal import Resampling

/// Finds scratches that run straight, upright or level, over much of a picture, and fills them across their short axis.
///
/// Only bright ones: a wire, a mast or a gutter is mostly dark, while a scratch shows the print's white. So a scratch is as bright as
/// the brightest fiftieth of the picture and equally bright all along. A white rail that runs like that cannot be told from it.
struct ScratchRemoval: Sendable {
    /// Pieces in succession.
    struct Scratch: Sendable {
        var pieces: [ScratchPiece]
    }

    private let strips: ScratchStrips
    private let pieces: ScratchPieces

    /// Of the picture's pixels.
    private static let brightest = 0.02
    /// Of the picture's side, over which a scratch runs at least.
    private static let leastLength = (share: 0.3, strips: 4)
    /// Between pieces: strips that are missing, pixels across, grey levels.
    private static let slack = (strips: 2, across: 2, grey: 24)

    init(_ picture: PictureLevel, isLevel: Bool, jobs: Int) async throws {
        strips = ScratchStrips(picture, isLevel: isLevel)
        let bands = picture.bands(of: 64)
        let counts = sum(try await results(bands.count, jobs: jobs) { histogram(picture, bands[$0], of: grayLevel) })
        let beyond = Int(Self.brightest * Double(counts.reduce(0, +)))
        var (above, level) = (0, 255)
        while level > 0, above + counts[level] <= beyond {
            above += counts[level]
            level -= 1
        }
        pieces = ScratchPieces(reach: max(3, DustRemoval.largestSpeck(picture) / 3) + 1, leastGrey: level)
    }

    /// All of the picture, in an order that depends on it alone. Reads only.
    func scratches(jobs: Int) async throws -> [Scratch] {
        let found = try await results(strips.count, jobs: jobs) { strip in
            pieces.pieces(strips.grey(strips.lines(strip)), strip: strip, width: strips.width)
        }
        var (open, closed): ([Scratch], [Scratch]) = ([], [])
        for piece in found.joined() {
            closed += open.filter { $0.last.strip + Self.slack.strips + 1 < piece.strip }
            open.removeAll { $0.last.strip + Self.slack.strips + 1 < piece.strip }
            if let index = open.firstIndex(where: { Self.goesOn($0.last, piece) }) {
                open[index].pieces.append(piece)
            } else {
                open.append(Scratch(pieces: [piece]))
            }
        }
        return (closed + open).filter(isLong)
    }

    private static func goesOn(_ last: ScratchPiece, _ next: ScratchPiece) -> Bool {
        let steps = next.strip - last.strip
        return steps > 0 && abs(last.place + last.lean * steps - next.place) <= slack.across * steps
            && abs(last.grey - next.grey) <= slack.grey
    }

    private func isLong(_ scratch: Scratch) -> Bool {
        let span = scratch.last.strip - scratch.first.strip + 1
        return span >= Self.leastLength.strips && 4 * scratch.pieces.count >= 3 * span
            && Double(span * ScratchStrips.depth) >= Self.leastLength.share * Double(strips.length)
    }

    // MARK: Filling

    /// What is to stand in its place, strip by strip.
    func patches(_ scratch: Scratch) -> [DustPatch] {
        let extent = extent(scratch)
        // It may go on a little, where it is seen on too few lines for a piece.
        let wanted = max(0, scratch.first.strip - 1)..<scratch.last.strip + 2
        return wanted.compactMap { strip in
            let lines = (strip * ScratchStrips.depth..<(strip + 1) * ScratchStrips.depth).clamped(to: 0..<strips.length)
            guard !lines.isEmpty else { return nil }
            return patch(scratch.piece(strip), lines, extent)
        }
    }

    /// From where to where it reaches across, from its middle: as far as it stands out by a fifth of its height, and a soft rim.
    private func extent(_ scratch: Scratch) -> ClosedRange<Int> {
        let reach = pieces.reach
        var sums = [Int](repeating: 0, count: 2 * reach + 1)
        for piece in scratch.pieces {
            let grey = strips.grey(strips.lines(piece.strip))
            for line in 0..<ScratchStrips.depth {
                let middle = piece.place(line: line)
                guard middle >= reach, middle + reach < strips.width else { continue }
                for step in 0...2 * reach { sums[step] += Int(grey[line * strips.width + middle + step - reach]) }
            }
        }
        let ground = max(sums[0], sums[2 * reach])
        let least = ground + (sums[reach] - ground) / 5
        var (first, last) = (reach, reach)
        while first > 1, sums[first - 1] > least { first -= 1 }
        while last < 2 * reach - 1, sums[last + 1] > least { last += 1 }
        return first - 1 - reach...last + 1 - reach
    }

    private func patch(_ piece: ScratchPiece, _ lines: Range<Int>, _ extent: ClosedRange<Int>) -> DustPatch? {
        let margin = pieces.reach + 4
        let places = [0, lines.count - 1].map { piece.place(line: $0) }
        let across = ((places.min() ?? 0) - margin..<(places.max() ?? 0) + margin + 1).clamped(to: 0..<strips.width)
        guard !across.isEmpty else { return nil }
        let area = strips.area(lines, across: across)
        let samples = strips.samples(area)
        let seen = (0..<lines.count).map { line in
            isSeen(piece.place(line: line) - across.lowerBound, line, samples, area, across.count)
        }
        let pixels = (0..<lines.count).flatMap { line -> [DustPatch.Pixel] in
            // Where it is not seen it covers nothing that could be known to be lost.
            guard seen[max(0, line - 3)..<min(lines.count, line + 4)].contains(true) else { return [] }
            let middle = piece.place(line: line) - across.lowerBound
            let (before, after) = (middle + extent.lowerBound - 1, middle + extent.upperBound + 1)
            guard before >= 0, after < across.count else { return [] }
            let (one, other) = (strips.index(line, before, in: area), strips.index(line, after, in: area))
            return (before + 1..<after).map { place in
                let share = Float(place - before) / Float(after - before)
                return DustPatch.Pixel(
                    place: strips.index(line, place, in: area),
                    samples: mixed(samples, one, other, share)
                )
            }
        }
        return DustPatch(area: area, pixels: pixels)
    }

    private func isSeen(_ middle: Int, _ line: Int, _ samples: [UInt16], _ area: PixelRegion, _ width: Int) -> Bool {
        guard middle >= pieces.reach, middle + pieces.reach < width else { return false }
        let values = [-pieces.reach, 0, pieces.reach].map { step in
            Int(grayLevel(samples, 4 * strips.index(line, middle + step, in: area)))
        }
        return values[1] - max(values[0], values[2]) >= Int(ScratchPieces.leastContrast) / 2
    }
}

extension ScratchRemoval.Scratch {
    /// There is one at least.
    var first: ScratchPiece { pieces[0] }
    var last: ScratchPiece { pieces[pieces.count - 1] }

    /// In a strip, also where none was found: as if the nearest one before, or the first, went on.
    func piece(_ strip: Int) -> ScratchPiece {
        let piece = pieces.last { $0.strip <= strip } ?? first
        let steps = strip - piece.strip
        return ScratchPiece(
            strip: strip,
            place: piece.place + piece.lean * steps,
            lean: piece.lean,
            grey: piece.grey
        )
    }
}

/// Between two pixels of deep samples.
private func mixed(_ samples: [UInt16], _ one: Int, _ other: Int, _ share: Float) -> SIMD3<UInt16> {
    func value(_ channel: Int) -> UInt16 {
        let (from, to) = (Float(samples[4 * one + channel]), Float(samples[4 * other + channel]))
        return UInt16((from + (to - from) * share).rounded())
    }
    return SIMD3(value(0), value(1), value(2))
}
