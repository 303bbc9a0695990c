package struct TourRoute: Sendable {
    package let route: Route?
    package let places: [PlannedPlace]

    package init(route: Route?, places: [PlannedPlace]) {
        self.route = route
        self.places = places
    }
}
