internal import Resampling

/// Finds specks and scratches: small spots on even ground that are clearly brighter or darker than it.
///
/// A spot counts only where what lies about it is far more even than the spot is deep, or where it stands out from the brightest or the
/// darkest of it, so a window, a leaf or a twig, which have their like beside them, stay. What is small and alone (a bird in the sky, a
/// lamp among leaves) cannot be told from dust.
struct DustRemoval {
    private let picture: PictureLevel
    /// Pixels a side that a speck has at most.
    let largestSpeck: Int
    private let ground: EvenGround

    /// Grey levels by which a spot differs from its ground at least.
    private static let leastContrast: Float = 14
    /// The same from all that lies about it, where that is uneven.
    private static let leastOutlier: Float = 24

    init(_ picture: PictureLevel) {
        self.picture = picture
        largestSpeck = Self.largestSpeck(picture)
        ground = EvenGround(picture, blockSize: max(8, 2 * largestSpeck))
    }

    static func largestSpeck(_ picture: PictureLevel) -> Int { max(3, min(picture.width, picture.height) * 8 / 1000) }

    /// The length up to which a thin spot is a scratch.
    private var longestScratch: Int { 12 * largestSpeck }
    private var thickestScratch: Int { max(2, largestSpeck / 3) }

    /// Rows that are looked through at once.
    var rowsPerBand: Int { max(64, 4 * longestScratch) }

    /// The spots whose highest pixel lies in these rows, with what is to stand in their place. Reads only.
    func patches(_ rows: Range<Int>) -> [DustPatch] {
        let reach = longestScratch + largestSpeck + 4
        let window = max(0, rows.lowerBound - reach)..<min(picture.height, rows.upperBound + reach)
        let luma = self.luma(window)
        let width = picture.width
        var mask = [Int8](repeating: 0, count: luma.count)
        for row in window {
            let line = ground.line(row)
            for column in 0..<width {
                let at = (row - window.lowerBound) * width + column
                let change = Float(luma[at]) - line.middle[column]
                if abs(change) >= max(Self.leastContrast, line.least[column]) { mask[at] = change > 0 ? 1 : -1 }
            }
        }
        var patches: [DustPatch] = []
        for at in mask.indices where mask[at] != 0 {
            guard let spot = spot(at, &mask, width: width) else { continue }
            let isHere = rows.contains(spot.rows.lowerBound + window.lowerBound)
            if isHere, isDust(spot, luma, height: window.count) {
                patches.append(patch(spot, top: window.lowerBound))
            }
        }
        return patches
    }

    /// 0...255 of some rows.
    private func luma(_ rows: Range<Int>) -> [UInt8] {
        var luma: [UInt8] = []
        luma.reserveCapacity(rows.count * picture.width)
        for row in rows {
            let samples = picture.deepSamples(in: PixelRegion(column: 0, row: row, width: picture.width, height: 1))
            for column in 0..<picture.width { luma.append(grayLevel(samples, 4 * column)) }
        }
        return luma
    }

    private struct Spot {
        /// Places in the window.
        var pixels: [Int] = []
        var columns: Range<Int>
        var rows: Range<Int>
    }

    /// Takes what hangs together with a pixel, of the same sign, out of the mask; nil where it is too much.
    private func spot(_ start: Int, _ mask: inout [Int8], width: Int) -> Spot? {
        let sign = mask[start]
        let (column, row) = (start % width, start / width)
        var spot = Spot(columns: column..<column + 1, rows: row..<row + 1)
        var waiting = [start]
        mask[start] = 0
        while let at = waiting.popLast() {
            spot.pixels.append(at)
            let (column, row) = (at % width, at / width)
            spot.columns = min(spot.columns.lowerBound, column)..<max(spot.columns.upperBound, column + 1)
            spot.rows = min(spot.rows.lowerBound, row)..<max(spot.rows.upperBound, row + 1)
            for y in max(0, row - 1)...min(mask.count / width - 1, row + 1) {
                for x in max(0, column - 1)...min(width - 1, column + 1) where mask[y * width + x] == sign {
                    mask[y * width + x] = 0
                    waiting.append(y * width + x)
                }
            }
        }
        let length = max(spot.columns.count, spot.rows.count)
        let isSpeck = length <= largestSpeck
        let isScratch = length <= longestScratch && spot.pixels.count <= length * thickestScratch
        return isSpeck || isScratch ? spot : nil
    }

    /// Whether its surroundings are even and it is not.
    private func isDust(_ spot: Spot, _ luma: [UInt8], height: Int) -> Bool {
        let width = picture.width
        // A frame about the spot, beginning where its soft rim ends.
        let (inner, outer) = (2, 4 + largestSpeck / 2)
        let columns = spot.columns.lowerBound - outer..<spot.columns.upperBound + outer
        let rows = spot.rows.lowerBound - outer..<spot.rows.upperBound + outer
        // At the edge of the picture less is known; a spot there stays.
        guard columns.lowerBound >= 0, rows.lowerBound >= 0, columns.upperBound <= width, rows.upperBound <= height
        else { return false }
        var frame: [Float] = []
        for row in rows {
            let isBeside = row < spot.rows.lowerBound - inner || row >= spot.rows.upperBound + inner
            for column in columns {
                let isWithin = column >= spot.columns.lowerBound - inner && column < spot.columns.upperBound + inner
                if isBeside || !isWithin { frame.append(Float(luma[row * width + column])) }
            }
        }
        let own = spot.pixels.map { Float(luma[$0]) }.reduce(0, +) / Float(spot.pixels.count)
        let (change, range) = (own - median(frame), quantile(frame, 0.97) - quantile(frame, 0.03))
        if abs(change) < Self.leastContrast { return false }
        if range <= abs(change) / 2 { return true }
        // Among leaves or stones a speck is what stands out from the brightest, or the darkest, of them by half of what they differ.
        let beyond = change > 0 ? own - quantile(frame, 0.98) : quantile(frame, 0.02) - own
        let isSpeck = max(spot.columns.count, spot.rows.count) <= largestSpeck
        return isSpeck && beyond >= max(Self.leastOutlier, 0.45 * range)
    }

    /// Its pixels and their rim filled from around, along eight directions, the nearer the more.
    private func patch(_ spot: Spot, top: Int) -> DustPatch {
        let rim = 1 + largestSpeck / 8
        let margin = rim + 3
        let (left, above) = (
            max(0, spot.columns.lowerBound - margin), max(0, spot.rows.lowerBound + top - margin)
        )
        let right = min(picture.width, spot.columns.upperBound + margin)
        let below = min(picture.height, spot.rows.upperBound + top + margin)
        let area = PixelRegion(column: left, row: above, width: right - left, height: below - above)
        let samples = picture.deepSamples(in: area)
        var isHole = [Bool](repeating: false, count: area.width * area.height)
        for at in spot.pixels {
            let column = at % picture.width - area.column
            let row = at / picture.width + top - area.row
            for y in max(0, row - rim)...min(area.height - 1, row + rim) {
                for x in max(0, column - rim)...min(area.width - 1, column + rim) { isHole[y * area.width + x] = true }
            }
        }
        return DustPatch(filling: isHole, of: samples, in: area)
    }
}

/// Of a pixel of deep samples, 0...255.
func grayLevel(_ samples: [UInt16], _ at: Int) -> UInt8 {
    let sum = 77 * UInt32(samples[at]) + 150 * UInt32(samples[at + 1]) + 29 * UInt32(samples[at + 2])
    return UInt8((sum >> 8) >> 6)
}
