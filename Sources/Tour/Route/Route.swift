/// The way that the vehicle takes: a line on the ground along which *progress* is counted in metres.
package struct Route: Sendable {
    /// At least two; none equals the one before it. A loop's last is its first.
    package let locations: [TourDocument.Location]
    /// Progress at each of ``locations``; the first is 0, and each is greater than the one before.
    package let distancesMetres: [Double]
    /// Whether the ends meet, so that progress goes on from the end to the start.
    ///
    /// A street driven there and back is a loop as well.
    package let isLoop: Bool
    /// ``locations`` as degrees (east, north), with longitudes that go on beyond ±180°.
    let vertices: [SIMD2<Double>]
    let chunks: [RouteChunk]

    /// - Parameter points: in the order in which they are driven. Ends no further apart than ``loopGapMetres`` are joined.
    package init(_ points: [TourDocument.Location]) throws(RouteError) {
        try Self.check(points)
        var line = Line()
        for point in points { line.add(point) }
        guard line.vertices.count >= 2 else { throw .tooShort }
        isLoop = line.close()
        locations = line.locations
        distancesMetres = line.distances
        vertices = line.vertices
        chunks = RouteChunk.chunks(of: line.vertices)
    }

    /// More than what separates the ends of a loop recorded with a receiver, less than a block of houses.
    package static let loopGapMetres = 30.0

    package var lengthMetres: Double { distancesMetres[distancesMetres.count - 1] }

    private static func check(_ points: [TourDocument.Location]) throws(RouteError) {
        for (index, point) in points.enumerated() {
            guard point.latitudeDegrees.isFinite, point.longitudeDegrees.isFinite else {
                throw .notFinite(point: index + 1)
            }
            guard abs(point.latitudeDegrees) <= 90, abs(point.longitudeDegrees) <= 180 else {
                throw .outOfRange(point: index + 1, point)
            }
        }
    }
}

/// A route while it is put together.
private struct Line {
    var locations: [TourDocument.Location] = []
    var vertices: [SIMD2<Double>] = []
    var distances: [Double] = []

    /// Below what any receiver or map can tell apart.
    private static let sameMetres = 0.001

    mutating func add(_ location: TourDocument.Location) {
        var vertex = SIMD2(location.longitudeDegrees, location.latitudeDegrees)
        var distance = 0.0
        if let last = vertices.last {
            vertex.x = last.x + turned(vertex.x - last.x)
            let step = metres(between: last, vertex)
            guard step > Self.sameMetres else { return }
            distance = distances[distances.count - 1] + step
        }
        locations.append(location)
        vertices.append(vertex)
        distances.append(distance)
    }

    /// Joins ends that meet; false where they do not.
    mutating func close() -> Bool {
        let length = distances[distances.count - 1]
        let last = vertices[vertices.count - 1]
        let gap = metres(between: last, SIMD2(last.x + turned(vertices[0].x - last.x), vertices[0].y))
        // What is hardly longer than its gap is a short line, not a loop.
        guard gap <= Route.loopGapMetres, length >= 10 * gap else { return false }
        add(locations[0])
        // Else the first was within a millimetre, and the seam is there already.
        return true
    }
}

/// The error is of third order in the distance: 0.1 m in 50 km.
private func metres(between one: SIMD2<Double>, _ other: SIMD2<Double>) -> Double {
    let scaled = (other - one) * LocalPlane.metresPerDegree(latitudeDegrees: (one.y + other.y) / 2)
    return (scaled * scaled).sum().squareRoot()
}
