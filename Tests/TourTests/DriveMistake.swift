import Testing
import Tour

/// A tour whose drive is wrong in one way, and what is to be said about it.
struct DriveMistake: Sendable, CustomTestStringConvertible {
    let code: TourFinding.Code
    let tour: DriveTour
    /// A fragment of the line that the finding names; another file where it is the name of one.
    let place: String
    let message: String
    let advice: String

    init(_ code: TourFinding.Code, _ tour: DriveTour, at place: String, _ message: String, _ advice: String) {
        self.code = code
        self.tour = tour
        self.place = place
        self.message = message
        self.advice = advice
    }

    var testDescription: String { "\(code.rawValue): \(message)" }

    static let all = reach + planning + sequence

    private static let reach = [
        DriveMistake(
            .offRoute,
            DriveTour().movingHall(to: Ground(300, 149.5)),
            at: "location:",
            "'hall' lies 150 m from the route, more than 100 m, so its trigger is never set off",
            "correct `location` or the route, state `progress_m`, or give the trigger a `zone`"
        ),
        DriveMistake(
            .unreachablePlace,
            DriveTour().replacing("route: route.geojson\n", "").replacing(", heading_deg: 350", ", zone: zone.geojson")
                .with(file: "zone.geojson", zone),
            at: "trigger: {lead_m: 100",
            "nothing can set off the trigger of 'hall': the tour has no `route`, and the trigger no `zone`",
            "give the tour a `route`, or the trigger a `zone`; or remove it to leave the place to the guide"
        ),
        DriveMistake(
            .wrongProgress,
            DriveTour().replacing("route: route.geojson\n", "").replacing(
                "trigger: {lead_m: 100, exit_m: 50}",
                "progress_m: 300"
            )
            .replacing("trigger: {lead_m: 120, exit_m: 60, heading_deg: 350}\n", "\n"),
            at: "progress_m",
            "`progress_m` of 'hall' means nothing, since the tour has no `route`",
            "give the tour a `route`, or remove it"
        ),
        DriveMistake(
            .triggerBeforeStart,
            DriveTour().movingHall(to: Ground(300.4, 10)).replacing("lead_m: 100", "lead_m: 301"),
            at: "lead_m: 301",
            "`lead_m` is 301, but the route begins only 300 m before 'hall', so the trigger is never passed",
            "write at most 300, or begin the route earlier"
        ),
        DriveMistake(
            .triggerBeforeStart,
            DriveTour(DriveTour.square).replacing("trigger: {lead_m: 120, exit_m: 60, heading_deg: 350}\n", "\n")
                .replacing(DriveTour.location(Ground(990, 500)), DriveTour.location(Ground(500, 250)))
                .replacing(DriveTour.location(Ground(1000, 900)), DriveTour.location(Ground(500, 400)))
                .replacing("lead_m: 100, exit_m: 50", "lead_m: 1951, exit_m: 49.6"),
            at: "lead_m: 1951",
            "`lead_m` and `exit_m` of 'hall' are together longer than the loop, 2000 m",
            "write at most 1950"
        ),
        DriveMistake(
            .headingAgainstRoute,
            DriveTour().replacing("exit_m: 50", "exit_m: 50, heading_deg: 200"),
            at: "heading_deg: 200",
            "`heading_deg` is 200, but where 'hall' is triggered the route leads to 90°, more than 60° off",
            "write 90, or remove the key if the place may be passed either way"
        ),
        DriveMistake(
            .guideOnly,
            DriveTour().replacing(DriveTour.location(Ground(1000, 900)), DriveTour.location(Ground(1221.5, 900))),
            at: "id: garden",
            "'garden' lies 222 m from the route and has no trigger: only the guide can show it",
            "give it a `trigger` with a `zone`, unless it is meant so"
        ),
    ]

    static let zone =
        "{\"type\": \"Polygon\", \"coordinates\": "
        + "[\([Ground(0, 0), Ground(0, 900), Ground(900, 900), Ground(900, 0), Ground(0, 0)].positions)]}"

    /// Tours with places on a street that is driven there and back.
    private static let back = DriveTour(DriveTour.thereAndBack)
        .replacing("trigger: {lead_m: 120, exit_m: 60, heading_deg: 350}\n", "\n")
        .replacing(DriveTour.location(Ground(990, 500)), DriveTour.location(Ground(500, 20)))
        .replacing(DriveTour.location(Ground(1000, 900)), DriveTour.location(Ground(1000, 0)))

    private static let farCorner = DriveTour.corner.map { Ground(5_000_000 + $0.east, $0.north) }

    private static let planning = [
        DriveMistake(
            .ambiguousPlace,
            back,
            at: "id: hall",
            "the route passes 'hall' 2 times, at 300 m, 1700 m",
            "write one of these as its `progress_m`, or give its trigger the `heading_deg` of one of them"
        ),
        DriveMistake(
            .outOfRange,
            back.replacing("trigger: {lead_m: 100", "progress_m: 2000.9\n    trigger: {lead_m: 100"),
            at: "progress_m",
            "`progress_m` is 2001, beyond the route's end at 2000 m",
            "write where along the route the place is passed"
        ),
        DriveMistake(
            .wrongProgress,
            DriveTour().replacing("trigger: {lead_m: 100", "progress_m: 700\n    trigger: {lead_m: 100"),
            at: "progress_m",
            "at 700 m the route is 400 m from 'hall'; it comes by at 300 m",
            "write that as `progress_m`, or remove the key"
        ),
        DriveMistake(
            .swappedCoordinates,
            DriveTour([Ground(5_000_000, 0), Ground(5_001_000, 0)])
                .movingHall(to: Ground(10, 5_040_000))
                .replacing(DriveTour.location(Ground(990, 500)), DriveTour.location(Ground(10, 5_040_000)))
                .replacing(DriveTour.location(Ground(1000, 900)), DriveTour.location(Ground(10, 5_040_000))),
            at: "route.geojson",
            "latitudes and longitudes seem to have changed places: this is far from every place",
            "swap the two at every position, for GeoJSON has the longitude first; or at the places, if they are wrong"
        ),
        DriveMistake(
            .swappedCoordinates,
            DriveTour(farCorner).movingHall(to: Ground(10, 4_970_000))
                .replacing(DriveTour.location(Ground(990, 500)), DriveTour.location(Ground(5_000_990, 500)))
                .replacing(DriveTour.location(Ground(1000, 900)), DriveTour.location(Ground(5_001_000, 900))),
            at: "location:",
            "latitude and longitude of 'hall' seem to have changed places: it is far from the route",
            "swap `latitude_deg` and `longitude_deg`"
        ),
        DriveMistake(
            .swappedCoordinates,
            DriveTour(farCorner).movingHall(to: Ground(5_000_300, 10))
                .replacing(DriveTour.location(Ground(990, 500)), DriveTour.location(Ground(5_000_990, 500)))
                .replacing(DriveTour.location(Ground(1000, 900)), DriveTour.location(Ground(5_001_000, 900)))
                .replacing("exit_m: 50", "exit_m: 50, zone: zone.geojson")
                .with(
                    file: "zone.geojson",
                    "{\"type\": \"Polygon\", \"coordinates\": [[[0, 44.9], [0, 45], [1, 45]]]}"
                ),
            at: "zone.geojson",
            "latitudes and longitudes seem to have changed places: this is far from its place",
            "swap the two at every position, for GeoJSON has the longitude first; or at the places, if they are wrong"
        ),
        DriveMistake(
            .wrongGeometry,
            DriveTour().replacing("exit_m: 50", "exit_m: 50, zone: zone.geojson").with(
                file: "zone.geojson",
                DriveTour.corner.line
            ),
            at: "zone.geojson",
            "there is no Polygon in it, only a LineString",
            "draw the area as a Polygon or MultiPolygon"
        ),
    ]

    private static let sequence = [
        DriveMistake(
            .ambiguousYears,
            DriveTour().replacing(
                "epochs:\n      - id: today",
                """
                epochs:
                      - {id: now, from: 2026, to: 2026, panorama: now.jpg, \(DriveTour.attribution)}
                      - {id: about-now, year: 2026, circa: true, panorama: now.jpg, \(DriveTour.attribution)}
                      - id: today
                """
            ),
            at: "year: 2026\n",
            "'today' has the same years as 'now', in line 13",
            "tell them apart by their years or by `circa`; photos of one time can share an epoch"
        ),
        DriveMistake(
            .overlappingTriggers,
            DriveTour().replacing("exit_m: 50", "exit_m: 1200"),
            at: "lead_m: 120",
            "'tower' is shown 120 m before 'hall' is left",
            "shorten its `lead_m`, or the other's `exit_m`, by so much"
        ),
        // 1180 m from trigger to trigger, at 10 m/s.
        DriveMistake(
            .longNarration,
            DriveTour().with(seconds: 118.5, of: "hall.mp3"),
            at: "narration:",
            "the narration in `en` takes 119 s, but at 36 km/h 'tower' is shown after 118 s",
            "shorten it, or set the triggers further apart; `speed_kmh` of the tour says how fast it drives"
        ),
        DriveMistake(
            .missingCaptions,
            DriveTour().replacing("        captions: {en: hall.vtt}\n", ""),
            at: "narration:",
            "'today' has `narration`, but no `captions`",
            "add a WebVTT file for each language"
        ),
    ]
}
