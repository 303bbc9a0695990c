extension TourManifest {
    /// What guidance needs of a tour, so that a bundle alone can follow a drive.
    package struct Drive: Sendable, Equatable, Codable {
        /// Along the route in the direction of travel, `[longitude, latitude]` in degrees as in GeoJSON; absent where the tour
        /// has no route.
        package var route: [[Double]]?
        /// In the order of the tour's places.
        package var places: [Place]

        package init(route: [[Double]]?, places: [Place]) {
            self.route = route
            self.places = places
        }

        /// Where along the route a place is shown and left; what it does not have is absent.
        package struct Place: Sendable, Equatable, Codable {
            package var id: String
            /// Metres along the route of the place's own point.
            package var progressM: Double?
            package var triggerM: Double?
            package var exitM: Double?
            /// The vehicle's heading for which the trigger is meant.
            package var headingDeg: Double?
            /// Polygons of rings of `[longitude, latitude]`, as in a GeoJSON MultiPolygon.
            package var zone: [[[[Double]]]]?

            package init(
                id: String,
                progressM: Double?,
                triggerM: Double?,
                exitM: Double?,
                headingDeg: Double?,
                zone: [[[[Double]]]]?
            ) {
                self.id = id
                self.progressM = progressM
                self.triggerM = triggerM
                self.exitM = exitM
                self.headingDeg = headingDeg
                self.zone = zone
            }
        }
    }
}
