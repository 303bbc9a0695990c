import Tour

/// A tour on straight streets, with nothing wrong in it until it is changed.
struct DriveTour {
    /// 1 km to the east, then 1 km to the north.
    static let corner = [Ground(0, 0), Ground(1000, 0), Ground(1000, 1000)]
    /// 1 km to the east and back.
    static let thereAndBack = [Ground(0, 0), Ground(1000, 0), Ground(0, 0)]
    /// Round a square of 500 m a side, to the east first.
    static let square = [Ground(0, 0), Ground(500, 0), Ground(500, 500), Ground(0, 500), Ground(0, 0)]

    static let attribution = "credit: Nobody, licence: CC0-1.0, source: Nowhere, certainty: imagined"

    var yaml: String
    var files: [String: String]
    var durations: [String: Double] = [:]

    /// `hall` is passed at 300 m, `tower` at 1500 m, `garden` at 1900 m; only the first two have triggers.
    init(_ line: [Ground] = corner) {
        files = ["route.geojson": line.line]
        yaml = """
            zeitreise: 1
            id: drive
            title: {en: Drive}
            languages: [en]
            route: route.geojson
            speed_kmh: 36
            places:
              - id: hall
                title: {en: Hall}
                location: \(Self.location(Ground(300, 10)))
                trigger: {lead_m: 100, exit_m: 50}
                epochs:
                  - id: today
                    year: 2026
                    panorama: hall.jpg
                    credit: Nobody
                    licence: CC0-1.0
                    source: Nowhere
                    certainty: imagined
                    narration: {en: hall.mp3}
                    captions: {en: hall.vtt}
              - id: tower
                title: {en: Tower}
                location: \(Self.location(Ground(990, 500)))
                trigger: {lead_m: 120, exit_m: 60, heading_deg: 350}
                comfort: slow
                epochs:
                  - {id: today, year: 2026, panorama: tower.jpg, \(Self.attribution)}
              - id: garden
                title: {en: Garden}
                location: \(Self.location(Ground(1000, 900)))
                epochs:
                  - {id: today, year: 2026, panorama: garden.jpg, \(Self.attribution)}

            """
    }

    static func location(_ ground: Ground) -> String {
        "{latitude_deg: \(ground.latitude), longitude_deg: \(ground.longitude)}"
    }

    /// With a fragment of the text, where it stands for the first time, replaced.
    func replacing(_ original: String, _ wrong: String) -> DriveTour {
        var tour = self
        guard let range = yaml.firstRange(of: original) else { return tour }
        tour.yaml = yaml.replacingCharacters(in: range, with: wrong)
        return tour
    }

    /// With the first place, the hall, elsewhere.
    func movingHall(to ground: Ground) -> DriveTour {
        replacing(Self.location(Ground(300, 10)), Self.location(ground))
    }

    func with(file: String, _ content: String) -> DriveTour {
        var tour = self
        tour.files[file] = content
        return tour
    }

    func with(seconds: Double, of file: String) -> DriveTour {
        var tour = self
        tour.durations[file] = seconds
        return tour
    }

    func findings() throws -> [TourFinding] {
        try TourCheck(document(), read: bytes).findings(durations: durations)
    }

    func plan() throws -> TourRoute { try TourRoute(document(), read: bytes) }

    private func document() throws(TourError) -> TourDocument { try read(yaml) }

    private func bytes(_ path: String) throws(TourError) -> [UInt8] {
        guard let text = files[path] else {
            let finding = TourFinding(
                code: .unreadable,
                file: path,
                mark: nil,
                message: "not there",
                advice: "put it there"
            )
            throw TourError(findings: [finding])
        }
        return Array(text.utf8)
    }
}
