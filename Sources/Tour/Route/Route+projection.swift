extension Route {
    /// Where a location may lie on the route: one projection, or several where the route comes by more than once.
    ///
    /// - Parameters:
    ///   - offset: how far away the route may be, metres.
    ///   - range: the progress to search; all of it where `nil`. On a loop it may reach over the ends, and projections
    ///     have the progress that lies in it; one that is longer than the route tells of a place twice.
    /// - Returns: in the order of progress.
    package func projections(
        of location: TourDocument.Location,
        withinMetres offset: Double,
        along range: ClosedRange<Double>? = nil
    ) -> [Projection] {
        var found: [Projection] = []
        forEachProjection(of: location, withinMetres: offset, along: range) { found.append($0) }
        return found
    }

    /// The same without an array.
    package func forEachProjection(
        of location: TourDocument.Location,
        withinMetres offset: Double,
        along range: ClosedRange<Double>? = nil,
        _ body: (Projection) -> Void
    ) {
        guard location.latitudeDegrees.isFinite, location.longitudeDegrees.isFinite else { return }
        let view = View(of: self, from: location)
        guard let range, isLoop else {
            return search(view, offset, along: range ?? 0...lengthMetres, lapStart: 0, body)
        }
        var lapStart = (range.lowerBound / lengthMetres).rounded(.down) * lengthMetres
        while lapStart <= range.upperBound {
            search(view, offset, along: range, lapStart: lapStart, body)
            lapStart += lengthMetres
        }
    }

    /// Searches one lap, whose progress begins at `lapStart`.
    private func search(
        _ view: View,
        _ offset: Double,
        along range: ClosedRange<Double>,
        lapStart: Double,
        _ body: (Projection) -> Void
    ) {
        let (first, last) = (range.lowerBound - lapStart, range.upperBound - lapStart)
        guard last >= 0, first <= lengthMetres else { return }
        var segment = segment(atMetres: first)
        while segment < vertices.count - 1, distancesMetres[segment] <= last {
            guard view.mayReach(chunkOf: segment, offset) else {
                segment = (segment / RouteChunk.segmentCount + 1) * RouteChunk.segmentCount
                continue
            }
            if let found = view.minimum(in: segment, offset: offset),
                (first...last).contains(found.progressMetres)
            {
                body(found.shifted(by: lapStart))
            }
            segment += 1
        }
    }
}

extension Route.Projection {
    fileprivate func shifted(by metres: Double) -> Self {
        Self(progressMetres: progressMetres + metres, offsetMetres: offsetMetres, headingRadians: headingRadians)
    }
}

/// The route in the plane around a location.
private struct View {
    let route: Route
    let point: SIMD2<Double>
    let scale: SIMD2<Double>

    init(of route: Route, from location: TourDocument.Location) {
        self.route = route
        let start = route.vertices[0]
        point = SIMD2(start.x + turned(location.longitudeDegrees - start.x), location.latitudeDegrees)
        scale = LocalPlane.metresPerDegree(latitudeDegrees: location.latitudeDegrees)
    }

    func mayReach(chunkOf segment: Int, _ offset: Double) -> Bool {
        route.chunks[segment / RouteChunk.segmentCount].isWithin(metres: offset, of: point, metresPerDegree: scale)
    }

    /// The local minimum of the distance inside a segment or at its start, or at its end where the route ends with it.
    func minimum(in segment: Int, offset: Double) -> Route.Projection? {
        let start = (route.vertices[segment] - point) * scale
        let along = (route.vertices[segment + 1] - route.vertices[segment]) * scale
        let raw = -(start * along).sum() / (along * along).sum()
        guard isMinimum(raw, in: segment) else { return nil }
        let fraction = min(max(raw, 0), 1)
        let nearest = start + along * fraction
        let distance = (nearest * nearest).sum().squareRoot()
        guard distance <= offset else { return nil }
        let (from, to) = (route.distancesMetres[segment], route.distancesMetres[segment + 1])
        return Route.Projection(
            progressMetres: from + (to - from) * fraction,
            offsetMetres: distance,
            headingRadians: headingRadians(of: along)
        )
    }

    /// A segment's start is a minimum where the segment before it falls towards it; its end belongs to the one behind.
    private func isMinimum(_ fraction: Double, in segment: Int) -> Bool {
        if fraction > 0, fraction < 1 { return true }
        let last = route.vertices.count - 2
        if fraction >= 1 { return segment == last && !route.isLoop }
        guard segment > 0 || route.isLoop else { return true }
        return self.fraction(in: segment > 0 ? segment - 1 : last) >= 1
    }

    private func fraction(in segment: Int) -> Double {
        let start = (route.vertices[segment] - point) * scale
        let along = (route.vertices[segment + 1] - route.vertices[segment]) * scale
        return -(start * along).sum() / (along * along).sum()
    }
}
