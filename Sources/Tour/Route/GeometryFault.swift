/// Why a file holds no route or zone.
struct GeometryFault: Error {
    let code: TourFinding.Code
    var mark: SourceMark?
    let message: String
    let advice: String

    init(_ code: TourFinding.Code, at mark: SourceMark? = nil, _ message: String, advice: String) {
        self.code = code
        self.mark = mark
        self.message = message
        self.advice = advice
    }

    func error(in file: String) -> TourError {
        TourError(findings: [TourFinding(code: code, file: file, mark: mark, message: message, advice: advice)])
    }
}

extension TourDocument.Location {
    /// A location that a file states; `place` is where in the file: "position 3", "this `trkpt`".
    init(latitude: Double, longitude: Double, place: String) throws(GeometryFault) {
        guard latitude.isFinite, longitude.isFinite else {
            throw GeometryFault(
                .notFinite,
                "\(place) has a coordinate that is no finite number",
                advice: "correct or remove it"
            )
        }
        guard abs(latitude) <= 90, abs(longitude) <= 180 else {
            let isSwapped = abs(latitude) <= 180 && abs(longitude) <= 90
            throw GeometryFault(
                isSwapped ? .swappedCoordinates : .outOfRange,
                "\(place) has the latitude \(latitude) and the longitude \(longitude), which is nowhere on the Earth",
                advice: isSwapped
                    ? "swap the two wherever they stand in this file: GeoJSON has the longitude first"
                    : "write latitudes from -90 to 90, longitudes from -180 to 180"
            )
        }
        self.init(latitudeDegrees: latitude, longitudeDegrees: longitude)
    }
}
