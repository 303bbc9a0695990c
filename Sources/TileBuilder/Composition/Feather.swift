internal import Panorama
internal import Resampling

/// How a picture fades towards its edge: from nothing at the edge itself to all of it some way inside, smoothly at both ends.
struct Feather: Sendable {
    /// Of the picture's shorter side.
    static let share = 0.02
    private let edge: PictureEdge
    /// In the picture's texels.
    let width: Double

    init(_ projection: SourceProjection) {
        edge = PictureEdge(projection)
        width = Self.share * Double(min(projection.pictureSize.width, projection.pictureSize.height))
    }

    /// - Parameter distance: from the edge, in the picture's texels.
    /// - Returns: 0...1.
    func share(at distance: Double) -> Double {
        let way = min(max(distance / width, 0), 1)
        return way * way * (3 - 2 * way)
    }

    /// Points a side in which a texel is looked at, a power of two: a texel of a coarse level shows what the finer ones of the same place
    /// show together, however narrow the fading edge has become.
    ///
    /// - Parameter step: texels of the picture for one texel.
    func points(step: Double) -> Int {
        var points = 1
        while points < Self.mostPoints, Double(points) * width < 4 * step { points *= 2 }
        return points
    }

    private static let mostPoints = 16

    /// Of each texel of a region, row by row, 0...`PixelBuffer.opaque`.
    func opacity(of region: FaceRegion, in projection: SourceProjection, points: Int) -> [UInt16] {
        // Some rows at a time, so that the places of all their points take little memory.
        let height = max(1, Self.placesAtOnce / (points * points * region.columns.count))
        return stride(from: region.rows.lowerBound, to: region.rows.upperBound, by: height).flatMap { row in
            let rows = row..<min(row + height, region.rows.upperBound)
            let strip = FaceRegion(face: region.face, faceSize: region.faceSize, columns: region.columns, rows: rows)
            return opacity(ofStrip: strip, in: projection, points: points)
        }
    }

    private static let placesAtOnce = 1 << 14

    private func opacity(ofStrip region: FaceRegion, in projection: SourceProjection, points: Int) -> [UInt16] {
        let places = TexelPlaces(of: region.refined(points), in: projection)
        let (width, height) = (region.columns.count, region.rows.count)
        let whole = Double(PixelBuffer.opaque) / Double(points * points)
        return (0..<width * height).map { index in
            let (column, row) = (index % width * points, index / width * points)
            var sum = 0.0
            for y in row..<row + points {
                for x in column..<column + points {
                    let place = y * places.stride + x
                    sum += share(at: edge.distance(column: places.columns[place], row: places.rows[place]))
                }
            }
            return UInt16(sum * whole + 0.5)
        }
    }
}

extension FaceRegion {
    /// The same part of a face that is finer.
    fileprivate func refined(_ times: Int) -> Self {
        Self(
            face: face,
            faceSize: faceSize * times,
            columns: columns.lowerBound * times..<columns.upperBound * times,
            rows: rows.lowerBound * times..<rows.upperBound * times
        )
    }
}
