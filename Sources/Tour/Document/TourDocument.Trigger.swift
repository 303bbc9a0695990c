extension TourDocument {
    /// When the vehicle's way shows a place.
    package struct Trigger: Sendable {
        /// Metres along the route before the place at which it is shown.
        package let leadMetres: Double
        /// Metres along the route after the place at which it is left.
        package let exitMetres: Double
        /// The vehicle's heading for which the trigger is meant, 0…360, clockwise from true north.
        package let headingDegrees: Double?
        /// A GeoJSON file: the area that counts while the vehicle is off its route.
        package let zone: String?
        package let marks: Marks
    }
}
