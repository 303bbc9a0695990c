package import Tour

// What a map and a passenger's page show.
extension GuidanceEngine {
    /// On the route where progress is known, else where the last usable fix was.
    package var presentLocation: TourDocument.Location? {
        guard let route, let progress = progressMetres else { return location }
        return route.location(atMetres: progress)
    }

    /// When the last fix came that says how the vehicle moves.
    package var motionTime: Double? { motion.time }

    /// Whether the vehicle is faster than the comfort of the place that is shown allows.
    package var isTooFast: Bool { shown.map { tracks[$0].isTooFast } ?? false }
}
