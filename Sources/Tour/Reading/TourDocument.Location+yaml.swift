extension TourDocument.Location {
    private static let latitudes = -90.0...90.0

    init?(_ mapping: inout MappingReader) {
        let latitude = mapping.required("latitude_deg", .number)
        let longitude = mapping.required("longitude_deg", .number(in: -180...180))
        guard let latitude, let longitude else { return nil }
        guard Self.latitudes.contains(latitude) else {
            let isSwapped = abs(latitude) <= 180 && Self.latitudes.contains(longitude)
            mapping.context.report(
                isSwapped ? .swappedCoordinates : .outOfRange,
                at: mapping.marks["latitude_deg"],
                "`latitude_deg` is \(latitude), outside -90 to 90",
                advice: isSwapped
                    ? "swap it with `longitude_deg`, which could be a latitude" : "write a number from -90 to 90"
            )
            return nil
        }
        self.init(latitudeDegrees: latitude, longitudeDegrees: longitude)
    }
}
