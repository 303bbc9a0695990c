extension Route {
    /// Where a progress lies; that of a loop may be negative or beyond the end, another is held to the ends.
    package func location(atMetres progress: Double) -> TourDocument.Location {
        let progress = normalized(progress)
        let segment = segment(atMetres: progress)
        let (start, end) = (distancesMetres[segment], distancesMetres[segment + 1])
        let fraction = min(max((progress - start) / (end - start), 0), 1)
        let point = vertices[segment] + (vertices[segment + 1] - vertices[segment]) * fraction
        return TourDocument.Location(latitudeDegrees: point.y, longitudeDegrees: turned(point.x))
    }

    /// The direction in which the route is driven there: radians clockwise from true north, 0 ..< 2π.
    package func headingRadians(atMetres progress: Double) -> Double {
        let segment = segment(atMetres: normalized(progress))
        let (start, end) = (vertices[segment], vertices[segment + 1])
        let scale = LocalPlane.metresPerDegree(latitudeDegrees: (start.y + end.y) / 2)
        return Tour.headingRadians(of: (end - start) * scale)
    }

    /// The same progress within the route: 0 ..< length on a loop, 0...length elsewhere.
    package func normalized(_ progress: Double) -> Double {
        guard isLoop else { return min(max(progress, 0), lengthMetres) }
        let rest = progress - lengthMetres * (progress / lengthMetres).rounded(.down)
        return rest < lengthMetres ? rest : 0
    }

    /// The last segment that begins at or before a progress within the route.
    func segment(atMetres progress: Double) -> Int {
        var (low, high) = (0, distancesMetres.count - 2)
        while low < high {
            let middle = (low + high + 1) / 2
            if distancesMetres[middle] <= progress { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
