/// A tour's route on its way from files to a plan, with all that is wrong on the way.
struct TourPlanning {
    private let document: TourDocument
    private(set) var findings: [TourFinding] = []
    private(set) var plan = TourRoute(route: nil, places: [])

    init(_ document: TourDocument, read: (_ path: String) throws(TourError) -> [UInt8]) {
        self.document = document
        let route = readRoute(read)
        let places = document.places.map { place in
            PlannedPlace(
                place,
                progressMetres: route.flatMap { progress(of: place, on: $0) },
                zone: zone(of: place, read)
            )
        }
        plan = TourRoute(route: route, places: places)
    }

    private mutating func readRoute(_ read: (_ path: String) throws(TourError) -> [UInt8]) -> Route? {
        guard let file = document.route.map(document.resolve) else { return nil }
        do throws(TourError) {
            let line = try GeometryFile.line(try read(file), file: file)
            try refuseSwapped(line, of: document.places, in: file)
            return try route(line, file)
        } catch {
            findings += error.findings
            return nil
        }
    }

    private func route(_ line: [TourDocument.Location], _ file: String) throws(TourError) -> Route {
        do {
            return try Route(line)
        } catch {
            throw GeometryFault(
                .tooFewPoints,
                "all positions of the line are the same",
                advice: "draw the whole way that the vehicle drives"
            ).error(in: file)
        }
    }

    private mutating func zone(
        of place: TourDocument.Place,
        _ read: (_ path: String) throws(TourError) -> [UInt8]
    ) -> Zone? {
        guard let file = place.trigger?.zone.map(document.resolve) else { return nil }
        do throws(TourError) {
            let zone = try GeometryFile.zone(try read(file), file: file)
            try refuseSwapped(zone.polygons[0][0], of: [place], in: file)
            return zone
        } catch {
            findings += error.findings
            return nil
        }
    }
}

// MARK: - Places on the route

extension TourPlanning {
    /// Two passes are as good as each other if their distances differ by less: metres, with what drawings are off.
    private static let similarMetres = 25.0

    /// As stated, or of the only pass; `nil` where the route does not come by, or a finding says why it is not known.
    private mutating func progress(of place: TourDocument.Place, on route: Route) -> Double? {
        if let progress = place.progressMetres {
            guard progress <= route.lengthMetres else {
                report(
                    .outOfRange,
                    at: place.marks["progress_m"],
                    "`progress_m` is \(whole(progress)), beyond the route's end at \(whole(route.lengthMetres)) m",
                    advice: "write where along the route the place is passed"
                )
                return nil
            }
            return progress
        }
        let passes = passes(of: place, on: route)
        guard let nearest = passes.min(by: { $0.offsetMetres < $1.offsetMetres }) else { return nil }
        let similar = passes.filter { $0.offsetMetres < nearest.offsetMetres + Self.similarMetres }
        guard similar.count == 1 || place.trigger == nil else {
            let progresses = similar.prefix(8).map { "\(whole($0.progressMetres)) m" }.joined(separator: ", ")
            report(
                .ambiguousPlace,
                at: place.marks.mapping,
                "the route passes '\(place.id)' \(similar.count) times, at \(progresses)",
                advice: "write one of these as its `progress_m`, or give its trigger the `heading_deg` of one of them"
            )
            return nil
        }
        return nearest.progressMetres
    }

    /// Those for which the trigger's heading is right, unless it is right for none.
    private func passes(of place: TourDocument.Place, on route: Route) -> [Route.Projection] {
        let passes = route.passes(of: place.location, withinMetres: TourRoute.farthestPlaceMetres)
        guard let trigger = place.trigger, let heading = trigger.headingRadians else { return passes }
        let fitting = passes.filter { pass in
            let atTrigger = route.headingRadians(atMetres: pass.progressMetres - trigger.leadMetres)
            return angle(between: atTrigger, heading) <= TourRoute.headingTolerance
        }
        return fitting.isEmpty ? passes : fitting
    }

    private mutating func report(_ code: TourFinding.Code, at mark: SourceMark, _ message: String, advice: String) {
        findings.append(
            TourFinding(code: code, file: document.file, mark: mark, message: message, advice: advice)
        )
    }
}

// MARK: - Exchanged coordinates

extension TourPlanning {
    /// Throws where a line of a file is near the places that it belongs to only if its latitudes are taken for longitudes.
    private func refuseSwapped(
        _ line: [TourDocument.Location],
        of places: [TourDocument.Place],
        in file: String
    ) throws(TourError) {
        let places = places.map(\.location)
        guard let start = line.first, let swapped = start.swapped, places.allSatisfy({ !$0.isWithinReach(of: start) }),
            places.contains(where: { $0.isWithinReach(of: swapped) })
        else { return }
        throw GeometryFault(
            .swappedCoordinates,
            "latitudes and longitudes seem to have changed places: this is far from \(places.count == 1 ? "its place" : "every place")",
            advice:
                "swap the two at every position, for GeoJSON has the longitude first; or at the places, if they are wrong"
        ).error(in: file)
    }
}

extension TourDocument.Location {
    /// With the latitude taken for the longitude; `nil` where that is nowhere.
    var swapped: Self? {
        guard abs(longitudeDegrees) <= 90 else { return nil }
        return Self(latitudeDegrees: longitudeDegrees, longitudeDegrees: latitudeDegrees)
    }

    /// Whether a vehicle could drive there on the same tour: within 100 km.
    func isWithinReach(of other: Self) -> Bool { LocalPlane(at: self).distance(to: other) < 100_000 }
}

/// Rounded, for a message; what no integer holds stays as it is.
package func whole(_ value: Double) -> String { Int(exactly: value.rounded()).map(String.init) ?? "\(value)" }
