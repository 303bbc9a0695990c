internal import Panorama
internal import Resampling

/// Some texels of a face with the places of these and of their neighbours in the source.
struct TexelBlock {
    let face: CubeFace
    let faceSize: Int
    /// Of the block on the face.
    let columns: Range<Int>
    let rows: Range<Int>
    private let places: TexelPlaces
    private let projection: SourceProjection
    /// By place, whether the source shows a texel's centre.
    private let inside: [Bool]
    /// The same a little beyond the edges, where a texel's centre lies outside but not all of it may.
    private let near: [Bool]

    /// - Parameter reach: texels of the source beyond its edges at which texels are read, too.
    init(_ region: FaceRegion, in projection: SourceProjection, reach: Double = 0) {
        face = region.face
        faceSize = region.faceSize
        columns = region.columns
        rows = region.rows
        self.projection = projection
        let framed = FaceRegion(
            face: face,
            faceSize: faceSize,
            columns: columns.lowerBound - 1..<columns.upperBound + 1,
            rows: rows.lowerBound - 1..<rows.upperBound + 1
        )
        places = TexelPlaces(of: framed, in: projection)
        inside = projection.showsAll ? [] : projection.shows(places, reach: 0)
        near = projection.showsAll || reach == 0 ? inside : projection.shows(places, reach: reach)
    }

    /// Texels a side of what is read in one way at the most.
    private static let largest = 64

    /// The blocks of a tile, as areas of its pixels.
    static func areas(of tileSize: Int) -> [PixelRegion] {
        let starts = Array(stride(from: 0, to: tileSize, by: largest))
        return starts.flatMap { row in
            starts.map { column in
                PixelRegion(
                    column: column,
                    row: row,
                    width: min(largest, tileSize - column),
                    height: min(largest, tileSize - row)
                )
            }
        }
    }

    /// Whether none of its texels is read.
    var isEmpty: Bool { !projection.showsAll && !near.contains(true) }

    /// All of it; columns and rows of an area are counted from the block's first.
    var whole: PixelRegion { PixelRegion(column: 0, row: 0, width: columns.count, height: rows.count) }

    private func index(_ column: Int, _ row: Int) -> Int { (row + 1) * places.stride + column + 1 }

    private func shows(_ index: Int) -> Bool { projection.showsAll || inside[index] }
}

extension FaceRegion {
    /// An area of a tile's pixels.
    init(_ address: TileAddress, _ area: PixelRegion, of pyramid: Pyramid) {
        let (column, row) = (
            address.column * pyramid.tileSize + area.column, address.row * pyramid.tileSize + area.row
        )
        self.init(
            face: address.face,
            faceSize: pyramid.faceSize(level: address.level),
            columns: column..<column + area.width,
            rows: row..<row + area.height
        )
    }
}

extension SourceProjection {
    /// Whether places lie in the picture, as `position(of:)` has it.
    fileprivate func shows(_ places: TexelPlaces, reach: Double) -> [Bool] {
        let first = -0.5 - reach
        let (right, bottom) = (Double(pictureSize.width) - 0.5 + reach, Double(pictureSize.height) - 0.5 + reach)
        return places.columns.indices.map { index in
            let (column, row) = (places.columns[index], places.rows[index])
            return column >= first && column <= right && row >= first && row <= bottom
        }
    }
}

// MARK: - Steps

extension TexelBlock {
    /// How far texels lie apart in the source, in its texels.
    struct Steps {
        var across: ClosedRange<Double>
        var down: ClosedRange<Double>

        /// Whether one way of reading does for all of them.
        var areEven: Bool { across.upperBound <= 1.5 * across.lowerBound && down.upperBound <= 1.5 * down.lowerBound }
    }

    /// Of the texels of an area that the source shows; nil where it shows none.
    func steps(in area: PixelRegion) -> Steps? {
        let (columns, rows) = (Self.samples(area.column, area.width), Self.samples(area.row, area.height))
        if let steps = steps(columns, rows, inside) { return steps }
        // Perhaps a corner of the picture lies between the samples, or only just outside the texels' centres.
        guard !isEmpty else { return nil }
        let (all, lines) = (
            Array(area.column..<area.column + area.width), Array(area.row..<area.row + area.height)
        )
        return steps(all, lines, inside) ?? steps(all, lines, near)
    }

    private func steps(_ columns: [Int], _ rows: [Int], _ shown: [Bool]) -> Steps? {
        var steps: Steps?
        for row in rows {
            for column in columns {
                guard projection.showsAll || shown[index(column, row)] else { continue }
                let (across, down) = step(column, row)
                guard let known = steps else {
                    steps = Steps(across: across...across, down: down...down)
                    continue
                }
                steps = Steps(across: known.across.including(across), down: known.down.including(down))
            }
        }
        return steps
    }

    /// Both ends, and enough between for steps that grow to be seen growing.
    private static func samples(_ first: Int, _ count: Int) -> [Int] {
        Array(stride(from: first - 1, to: first + count, by: max(1, count / 8))) + [first + count - 1]
    }

    /// The longest way across and down the picture from a texel's place to that of any point a texel away.
    private func step(_ column: Int, _ row: Int) -> (across: Double, down: Double) {
        let (own, right, below) = (index(column, row), index(column + 1, row), index(column, row + 1))
        var across = SIMD2(places.columns[right], places.columns[below]) - places.columns[own]
        let down = SIMD2(places.rows[right], places.rows[below]) - places.rows[own]
        if let turn = projection.columnsPerTurn {
            across.replace(with: across - turn, where: across .> turn / 2)
            across.replace(with: across + turn, where: across .< -turn / 2)
        }
        return ((across * across).sum().squareRoot(), (down * down).sum().squareRoot())
    }
}

extension ClosedRange<Double> {
    fileprivate func including(_ value: Double) -> Self { Swift.min(lowerBound, value)...Swift.max(upperBound, value) }
}

// MARK: - Places

extension TexelBlock {
    /// Of an area's texels.
    func places(_ area: PixelRegion, scale: (across: Double, down: Double), in level: PictureLevel) -> PixelPlaces {
        PixelPlaces(
            PixelRegion(column: area.column + 1, row: area.row + 1, width: area.width, height: area.height),
            columns: places.columns,
            rows: places.rows,
            stride: places.stride,
            scale: scale,
            in: level,
            reach: projection.reach
        )
    }

    /// Of twice as many texels either way, and what halving them uses up.
    func doublePlaces(_ area: PixelRegion, scale: (across: Double, down: Double), in level: PictureLevel) -> PixelPlaces
    {
        let margin = PixelBuffer.margin(forHalvings: 1)
        let (column, row) = (2 * (columns.lowerBound + area.column), 2 * (rows.lowerBound + area.row))
        let region = FaceRegion(
            face: face,
            faceSize: 2 * faceSize,
            columns: column - margin..<column + 2 * area.width + margin,
            rows: row - margin..<row + 2 * area.height + margin
        )
        let places = TexelPlaces(of: region, in: projection)
        return PixelPlaces(
            PixelRegion(column: 0, row: 0, width: places.width, height: places.height),
            columns: places.columns,
            rows: places.rows,
            stride: places.stride,
            scale: scale,
            in: level,
            reach: projection.reach
        )
    }
}

extension SourceProjection {
    /// Texels beyond its edges at which a picture is still read: a cube's face goes on over its neighbours.
    fileprivate var reach: Double { if case .cubemap = self { 4 } else { 0 } }
}

// MARK: - Edges

extension TexelBlock {
    /// Darkens texels by the share that the source does not show.
    ///
    /// - Parameter column, row: of the block in the image.
    func darkenOutside(_ image: inout PixelBuffer, column: Int, row: Int) {
        // Where nothing is shown nothing was read.
        guard inside.contains(false), inside.contains(true) else { return }
        for y in 0..<rows.count {
            for x in 0..<columns.count {
                let share = evenShare(x, y) ?? share(x, y)
                guard share < 1 else { continue }
                image[column + x, row + y] = darkened(image[column + x, row + y], to: share)
            }
        }
    }

    /// 0 or 1 where all the texels about this one lie outside, or inside.
    private func evenShare(_ column: Int, _ row: Int) -> Double? {
        let own = inside[index(column, row)]
        for y in row - 1...row + 1 {
            for at in index(column - 1, y)...index(column + 1, y) where inside[at] != own { return nil }
        }
        return own ? 1 : 0
    }

    /// How much of a texel the source shows: 0...1 in sixteenths, for it is looked at in so many points.
    private func share(_ column: Int, _ row: Int) -> Double {
        let points = 4
        let (x, y) = (points * (columns.lowerBound + column), points * (rows.lowerBound + row))
        let finer = TexelBlock(
            FaceRegion(face: face, faceSize: points * faceSize, columns: x..<x + points, rows: y..<y + points),
            in: projection
        )
        var count = 0
        for row in 0..<points {
            for column in 0..<points where finer.shows(finer.index(column, row)) { count += 1 }
        }
        return Double(count) / Double(points * points)
    }
}

private func darkened(_ pixel: SIMD4<UInt8>, to share: Double) -> SIMD4<UInt8> {
    guard share > 0 else { return SIMD4(0, 0, 0, 255) }
    var darkened = SIMD4<UInt8>(SIMD4<Double>(pixel) * share, rounding: .toNearestOrEven)
    darkened.w = 255
    return darkened
}
