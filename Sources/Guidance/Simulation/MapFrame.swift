import Tour

/// How the ground lies in a rectangle of a picture: north is up, and all of it is inside.
struct MapFrame {
    private static let margin = 36.0

    let pixelsPerMetre: Double
    private let plane: LocalPlane
    private let middle: SIMD2<Double>
    private let centre: SIMD2<Double>

    init(_ locations: [TourDocument.Location], x: Double, y: Double, width: Double, height: Double) {
        let bounds = Bounds(locations)
        plane = bounds.plane
        middle = (bounds.lowest + bounds.highest) / 2
        pixelsPerMetre = min((width - 2 * Self.margin) / bounds.extent.x, (height - 2 * Self.margin) / bounds.extent.y)
        centre = SIMD2(x + width / 2, y + height / 2)
    }

    /// What a rectangle of this width needs.
    static func height(of locations: [TourDocument.Location], width: Double) -> Double {
        let extent = Bounds(locations).extent
        return (width - 2 * margin) * extent.y / extent.x + 2 * margin
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

private struct Bounds {
    let plane: LocalPlane
    private(set) var lowest = SIMD2<Double>.zero
    private(set) var highest = SIMD2<Double>.zero

    init(_ locations: [TourDocument.Location]) {
        plane = LocalPlane(at: locations.first ?? TourDocument.Location(latitudeDegrees: 0, longitudeDegrees: 0))
        for location in locations {
            let point = plane.metres(to: location)
            (lowest, highest) = (pointwiseMin(lowest, point), pointwiseMax(highest, point))
        }
    }

    /// Metres.
    var extent: SIMD2<Double> { pointwiseMax(highest - lowest, SIMD2(20, 20)) }
}
