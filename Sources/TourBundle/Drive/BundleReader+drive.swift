package import Tour

extension BundleReader {
    /// The route and the places on it.
    package func drive() throws(BundleError) -> TourRoute {
        do {
            return try TourRoute(tour)
        } catch {
            throw .damaged(path: path, detail: error.description)
        }
    }
}
