extension Route {
    /// A point of the route that is nearer to a location than its neighbours on the route.
    package struct Projection: Sendable, Hashable {
        package let progressMetres: Double
        /// From the location to the point.
        package let offsetMetres: Double
        /// Of the route there: radians clockwise from true north, 0 ..< 2π.
        package let headingRadians: Double
    }
}
