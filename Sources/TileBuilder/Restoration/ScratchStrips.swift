internal import Resampling

/// A picture as strips across the way that scratches run: rows of pixels for upright ones, columns for level ones.
struct ScratchStrips: Sendable {
    private let picture: PictureLevel
    /// Whether scratches run along rows.
    private let isLevel: Bool

    /// Pixels along the scratches.
    static let depth = 48

    init(_ picture: PictureLevel, isLevel: Bool) {
        self.picture = picture
        self.isLevel = isLevel
    }

    /// Pixels along scratches, and across them.
    var length: Int { isLevel ? picture.width : picture.height }
    var width: Int { isLevel ? picture.height : picture.width }

    /// What is left at the end belongs to no strip.
    var count: Int { length / Self.depth }

    /// Along the scratches.
    func lines(_ strip: Int) -> Range<Int> { strip * Self.depth..<(strip + 1) * Self.depth }

    /// Grey levels, 0...255: line by line, each all across.
    func grey(_ lines: Range<Int>) -> [Int16] {
        let area = area(lines, across: 0..<width)
        let samples = picture.deepSamples(in: area)
        var grey = [Int16](repeating: 0, count: lines.count * width)
        for line in 0..<lines.count {
            for place in 0..<width {
                grey[line * width + place] = Int16(grayLevel(samples, 4 * index(line, place, in: area)))
            }
        }
        return grey
    }

    func samples(_ area: PixelRegion) -> [UInt16] { picture.deepSamples(in: area) }

    func area(_ lines: Range<Int>, across: Range<Int>) -> PixelRegion {
        isLevel
            ? PixelRegion(column: lines.lowerBound, row: across.lowerBound, width: lines.count, height: across.count)
            : PixelRegion(column: across.lowerBound, row: lines.lowerBound, width: across.count, height: lines.count)
    }

    /// Of a pixel in an area, row by row; both counted from the area's corner.
    func index(_ line: Int, _ place: Int, in area: PixelRegion) -> Int {
        isLevel ? place * area.width + line : line * area.width + place
    }
}
