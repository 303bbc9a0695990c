/// A tour's route with its places on it: all that guidance needs of a tour.
package struct TourRoute: Sendable {
    /// `nil` where the tour has none; then only zones and the guide show places.
    package let route: Route?
    /// As in the document, and in its order.
    package let places: [PlannedPlace]

    /// Farther from the route, metres, a place has no point on it: the vehicle does not come by.
    package static let farthestPlaceMetres = 100.0
    /// How far a vehicle's heading may be off a trigger's: at 10 km/h and above, receivers are off by up to 28°, and
    /// streets bend.
    package static let headingTolerance = 60 * Double.pi / 180

    package init(route: Route?, places: [PlannedPlace]) {
        self.route = route
        self.places = places
    }
}

extension TourRoute {
    /// Plans a tour from the files that it names.
    ///
    /// - Parameter read: the bytes of the file at a resolved path.
    /// - Throws: everything for which there is no plan, at least one finding: files that hold no route or zone, places that
    ///   the route passes more than once.
    package init(
        _ document: TourDocument,
        read: (_ path: String) throws(TourError) -> [UInt8]
    ) throws(TourError) {
        let planning = TourPlanning(document, read: read)
        guard planning.findings.isEmpty else { throw TourError(findings: planning.findings) }
        self = planning.plan
    }

    /// The same, with files from the disk.
    package static func read(_ document: TourDocument) throws(TourError) -> TourRoute {
        try TourRoute(document, read: GeometryFile.read)
    }
}

extension GeometryFile {
    /// Bytes: the streets and houses of a town. A tablet draws it all at once.
    static let largestMap = 5 << 20

    package static func readMap(_ path: String) throws(TourError) -> [UInt8] {
        try readFile(
            path,
            atMost: largestMap,
            ifMissing: "put it there, or correct the tour",
            ifTooLarge: "cut out what lies along the route, or give raster tiles"
        )
    }

    package static func read(_ path: String) throws(TourError) -> [UInt8] {
        try readFile(
            path,
            atMost: largest,
            ifMissing: "put it there, or correct the tour",
            ifTooLarge: "export the line or area alone, with a position every 10 m"
        )
    }
}
