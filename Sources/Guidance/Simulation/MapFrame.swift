import Tour

/// How the ground lies in a rectangle of a picture: north is up, and all of it is inside.
struct MapFrame {
    private static let margin = 36.0

    let pixelsPerMetre: Double
    private let plane: LocalPlane
    private let middle: SIMD2<Double>
    private let centre: SIMD2<Double>

    init(_ locations: [TourDocument.Location], x: Double, y: Double, width: Double, height: Double) {
        plane = LocalPlane(at: locations.first ?? TourDocument.Location(latitudeDegrees: 0, longitudeDegrees: 0))
        var (lowest, highest) = (SIMD2<Double>.zero, SIMD2<Double>.zero)
        for location in locations {
            let point = plane.metres(to: location)
            (lowest, highest) = (pointwiseMin(lowest, point), pointwiseMax(highest, point))
        }
        let extent = pointwiseMax(highest - lowest, SIMD2(20, 20))
        pixelsPerMetre = min((width - 2 * Self.margin) / extent.x, (height - 2 * Self.margin) / extent.y)
        middle = (lowest + highest) / 2
        centre = SIMD2(x + width / 2, y + height / 2)
    }

    func point(_ location: TourDocument.Location) -> (x: Double, y: Double) {
        let metres = (plane.metres(to: location) - middle) * pixelsPerMetre
        return (centre.x + metres.x, centre.y - metres.y)
    }

    /// Without what lies within a pixel of the point before, but for the last.
    func thinned(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
        var kept: [(x: Double, y: Double)] = []
        for (index, point) in points.enumerated() {
            let isLast = index == points.count - 1
            guard isLast || kept.last.map({ abs($0.x - point.x) + abs($0.y - point.y) >= 1 }) ?? true else { continue }
            kept.append(point)
        }
        return kept
    }

    /// A round number of metres that is about a sixth of the width.
    var scaleMetres: Double {
        let wanted = 120 / pixelsPerMetre
        return [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000].last { $0 <= wanted } ?? 10
    }
}
