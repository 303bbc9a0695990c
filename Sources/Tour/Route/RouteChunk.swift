/// Some neighbouring segments of a route and the rectangle that holds them, so that a search passes over them at once.
struct RouteChunk: Sendable {
    static let segmentCount = 16

    /// Degrees (east, north).
    private var lowest: SIMD2<Double>
    private var highest: SIMD2<Double>

    static func chunks(of vertices: [SIMD2<Double>]) -> [Self] {
        stride(from: 0, to: vertices.count - 1, by: segmentCount).map { first in
            let held = vertices[first...min(first + segmentCount, vertices.count - 1)]
            return Self(
                lowest: held.reduce(held[first]) { pointwiseMin($0, $1) },
                highest: held.reduce(held[first]) { pointwiseMax($0, $1) }
            )
        }
    }

    /// Whether any of it can be so near.
    func isWithin(metres: Double, of point: SIMD2<Double>, metresPerDegree: SIMD2<Double>) -> Bool {
        let outside = pointwiseMax(pointwiseMax(lowest - point, point - highest), .zero) * metresPerDegree
        return (outside * outside).sum() <= metres * metres
    }
}
