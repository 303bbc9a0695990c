internal import Panorama

/// Where the texels of a region of a cube's face lie in a source.
struct TexelPositions {
    let width: Int
    let height: Int
    /// Which of the source's pictures shows each texel, row by row; nil where none would, however far it went on.
    private(set) var pictures: [Int?] = []
    /// In the picture's texels; outside it where it shows nothing of the texel.
    private(set) var columns: [Double] = []
    private(set) var rows: [Double] = []
    /// Columns of a turn, where columns are yaw.
    private let turn: Double?

    init(of region: FaceRegion, in projection: SourceProjection) {
        width = region.columns.count
        height = region.rows.count
        turn = projection.columnsPerTurn
        let u = region.u
        for v in region.v {
            for u in u {
                let position = projection.extendedPosition(of: region.face.direction(u: u, v: v))
                pictures.append(position?.picture)
                columns.append(position?.column ?? 0)
                rows.append(position?.row ?? 0)
            }
        }
    }

    /// The parts of a row that lie within one picture each.
    func runs(row: Int) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        for at in row * width..<(row + 1) * width {
            if let last = runs.last, pictures[last.lowerBound] == pictures[at] {
                runs[runs.count - 1] = last.lowerBound..<at + 1
            } else {
                runs.append(at..<at + 1)
            }
        }
        return runs
    }

    /// The longest way in a picture of this size from a texel that it shows to that texel's neighbours.
    func longestStep(inPicture size: (width: Int, height: Int)) -> Double {
        var longest = 0.0
        for row in 0..<height {
            for column in 0..<width {
                let at = row * width + column
                guard isInside(at, size) else { continue }
                if column + 1 < width, let step = step(at, at + 1) { longest = max(longest, step) }
                if row + 1 < height, let step = step(at, at + width) { longest = max(longest, step) }
            }
        }
        return longest.squareRoot()
    }

    func isInside(_ at: Int, _ size: (width: Int, height: Int)) -> Bool {
        pictures[at] != nil && columns[at] >= -0.5 && columns[at] <= Double(size.width) - 0.5
            && rows[at] >= -0.5 && rows[at] <= Double(size.height) - 0.5
    }

    /// The square of the distance of two texels within one picture.
    private func step(_ one: Int, _ other: Int) -> Double? {
        guard pictures[one] == pictures[other] else { return nil }
        var x = columns[other] - columns[one]
        if let turn { x -= (x / turn).rounded() * turn }
        let y = rows[other] - rows[one]
        return x * x + y * y
    }
}
