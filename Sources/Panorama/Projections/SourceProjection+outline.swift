extension SourceProjection {
    /// Where the picture ends on the sphere: closed lines, each as directions of length 1 whose last adjoins the first. Great circles
    /// between these keep within `errorDeg` of the picture's edge. A turn has a line above and one below; a whole sphere has none.
    ///
    /// - Parameters:
    ///   - errorDeg: above 0.
    ///   - longestDeg: the way between two directions at the most, above 0.
    package func outline(errorDeg: Double = 0.02, longestDeg: Double = 2) -> [[SIMD3<Double>]] {
        let (width, height) = (Double(pictureSize.width), Double(pictureSize.height))
        let lines: [[SIMD2<Double>]]
        switch self {
        case .cubemap: return []
        case .equirectangular(let region) where region.isWhole: return []
        case .equirectangular, .cylindrical, .rectilinear:
            // Going round the axis the ends are one; so a turn is drawn in two halves.
            lines =
                isTurn
                ? [0, height].map { y in [SIMD2(0, y), SIMD2(width / 2, y), SIMD2(width, y)] }
                : [[SIMD2(0, 0), SIMD2(width, 0), SIMD2(width, height), SIMD2(0, height), SIMD2(0, 0)]]
        }
        let walk = EdgeWalk(projection: self, error: chord(errorDeg), longest: chord(longestDeg))
        return lines.map { corners in
            zip(corners, corners.dropFirst()).flatMap { walk.directions(from: $0, to: $1, depth: 0) }
        }
        .filter { $0.count > 2 }
    }

    /// What a place of the picture shows, from its top left corner; nil where it shows nothing.
    func direction(at place: SIMD2<Double>) -> SIMD3<Double>? {
        switch self {
        case .equirectangular(let region): region.direction(x: place.x, y: place.y)
        case .cylindrical(let cylinder): cylinder.direction(x: place.x, y: place.y)
        case .rectilinear(let view): view.direction(x: place.x, y: place.y)
        case .cubemap: nil
        }
    }
}

/// Of a small angle.
private func chord(_ degrees: Double) -> Double { 2 * sineAndCosine(degrees: degrees / 2).sine }

/// Goes along a picture's edge in steps that are short enough.
private struct EdgeWalk {
    let projection: SourceProjection
    /// Lengths of chords.
    let error: Double
    let longest: Double
    /// Halvings; 2^12 points a side are enough for any edge.
    private static let most = 12
    /// So long a side is seen to be bent wherever it is.
    private static let least = 3

    /// From the first end on, without the last.
    func directions(from one: SIMD2<Double>, to other: SIMD2<Double>, depth: Int) -> [SIMD3<Double>] {
        let middle = (one + other) / 2
        guard depth < Self.most, depth < Self.least || !isShort(one, other) else {
            return projection.direction(at: one).map { [$0] } ?? []
        }
        return directions(from: one, to: middle, depth: depth + 1)
            + directions(from: middle, to: other, depth: depth + 1)
    }

    private func isShort(_ one: SIMD2<Double>, _ other: SIMD2<Double>) -> Bool {
        guard let first = projection.direction(at: one), let last = projection.direction(at: other) else {
            return false
        }
        guard length(last - first) <= longest, let normal = unit(cross(first, last)) else {
            return length(last - first) == 0
        }
        return [0.25, 0.5, 0.75].allSatisfy { share in
            guard let between = projection.direction(at: one + (other - one) * share) else { return false }
            return abs((between * normal).sum()) <= error
        }
    }
}
