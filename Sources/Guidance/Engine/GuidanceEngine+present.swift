package import Tour

// What a map and a passenger's page show.
extension GuidanceEngine {
    /// On the route where progress is known, else where the last usable fix was.
    package var presentLocation: TourDocument.Location? {
        guard let route, let progress = progressMetres else { return location }
        return route.location(atMetres: progress)
    }

    /// Around the last usable fix, where progress is not known: metres, with the vehicle within them in 95 of 100 cases when that came.
    package var presentAccuracyMetres: Double? { progressMetres == nil && location != nil ? accuracy : nil }

    /// When the last fix came that says how the vehicle moves.
    package var motionTime: Double? { motion.time }

    /// Whether the vehicle is faster than the comfort of the place that is shown allows.
    package var isTooFast: Bool { shown.map { tracks[$0].isTooFast } ?? false }
}
