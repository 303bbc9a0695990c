extension Route {
    /// The nearest point of each time that the route comes by a location.
    ///
    /// One pass may have several local minima, round a bend for instance. It ends where the route has gone away by
    /// ``awayMetres`` more than it was near.
    package func passes(of location: TourDocument.Location, withinMetres offset: Double) -> [Projection] {
        let plane = LocalPlane(at: location)
        var passes: [Projection] = []
        for projection in projections(of: location, withinMetres: offset) {
            if let last = passes.last, staysNear(plane, from: last, to: projection) {
                passes[passes.count - 1] = nearer(last, projection)
            } else {
                passes.append(projection)
            }
        }
        if isLoop, passes.count > 1, let first = passes.first, let last = passes.last,
            staysNear(plane, from: last, to: first)
        {
            passes[0] = nearer(first, last)
            passes.removeLast()
        }
        return passes
    }

    /// More than the width of a square or of a wide street.
    private static let awayMetres = 50.0

    /// Whether all of the route from one projection to the next, on a loop over the ends, is near. Along a straight line
    /// the distance is greatest at its ends.
    private func staysNear(_ plane: LocalPlane, from one: Projection, to other: Projection) -> Bool {
        let limit = min(one.offsetMetres, other.offsetMetres) + Self.awayMetres
        let (first, last) = (segment(atMetres: one.progressMetres) + 1, segment(atMetres: other.progressMetres))
        let between =
            one.progressMetres <= other.progressMetres
            ? [locations[first..<max(first, last + 1)]] : [locations[first...], locations[...last]]
        return between.joined().allSatisfy { plane.distance(to: $0) <= limit }
    }

    private func nearer(_ one: Projection, _ other: Projection) -> Projection {
        other.offsetMetres < one.offsetMetres ? other : one
    }
}
