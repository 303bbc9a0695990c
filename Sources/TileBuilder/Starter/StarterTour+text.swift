extension StarterTour {
    /// By their names without the ending.
    static let pictures: [(String, CompassPicture)] = [
        (
            "market-today",
            CompassPicture(
                label: "2026",
                zenith: SIMD3(40, 90, 170),
                haze: SIMD3(150, 190, 225),
                ground: SIMD3(70, 110, 70)
            )
        ),
        (
            "market-1900",
            CompassPicture(
                label: "1900",
                zenith: SIMD3(110, 85, 60),
                haze: SIMD3(205, 185, 150),
                ground: SIMD3(100, 75, 50)
            )
        ),
        (
            "gate-today",
            CompassPicture(
                label: "2026",
                zenith: SIMD3(60, 50, 120),
                haze: SIMD3(220, 160, 140),
                ground: SIMD3(90, 80, 100)
            )
        ),
    ]

    /// 600 m to the east and 400 m to the north.
    static let route = """
        {
          "type": "LineString",
          "coordinates": [[7.7700, 49.4400], [7.7783, 49.4400], [7.7783, 49.4436]]
        }

        """

    private var title: String {
        let words = id.replacing("-", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    var document: String {
        """
        # A tour to start from. Change it line by line, and after each step ask: zeitreise check THIS-FOLDER
        # To drive it at the desk: zeitreise simulate THIS-FOLDER --synthetic
        # Every key is explained in Tours/FORMAT.md.
        zeitreise: 1
        id: \(id)
        # Texts stand in each language. For a second one, write `languages: [en, de]` and add `de: …` below each `en: …`.
        title:
          en: "\(title)"
        languages: [en]
        # The way that the bus drives: a line drawn in a map program and saved as GeoJSON, or a recorded GPX track.
        route: route.geojson
        # How fast the bus drives as a rule; `check` tells whether narration is too long for that.
        speed_kmh: 30

        places:
          - id: market
            title:
              en: Market square
            # Where passengers look from; the nearest point of the route is found by itself.
            location: {latitude_deg: 49.44003, longitude_deg: 7.77345}
            # Shown 80 m before that point, left 40 m after it. Without a trigger only the guide shows the place.
            trigger: {lead_m: 80, exit_m: 40}
            # How fast the bus may be meanwhile: stopped, slow (up to 20 km/h) or any.
            comfort: slow
            # What the place looked like, in the order of the slider; the first is shown first.
            epochs:
              - id: y1900
                year: 1900
                circa: true
                # A picture of the whole sphere, twice as wide as high: JPEG, PNG or TIFF.
                panorama: pictures/market-1900.png
                # Where the middle of the picture looks, clockwise from north. It keeps all epochs of a place in line.
                heading_deg: 0
                credit: Drawn by Zeitreise
                licence: CC0-1.0
                # Archive and signature, or how the picture came about.
                source: Drawn by the program that made this tour
                # What is known of it: documented, reconstructed or imagined.
                certainty: imagined
                # With sound and captions in each language:
                # narration:
                #   en: market-1900.en.mp3
                # captions:
                #   en: market-1900.en.vtt
              - id: today
                year: 2026
                panorama: pictures/market-today.png
                heading_deg: 0
                credit: Drawn by Zeitreise
                licence: CC0-1.0
                source: Drawn by the program that made this tour
                certainty: imagined

          - id: gate
            title:
              en: Town gate
            location: {latitude_deg: 49.44090, longitude_deg: 7.77835}
            # Only for buses that drive north, give or take 60°.
            trigger: {lead_m: 60, exit_m: 40, heading_deg: 0}
            comfort: slow
            epochs:
              - id: today
                year: 2026
                panorama: pictures/gate-today.png
                heading_deg: 0
                credit: Drawn by Zeitreise
                licence: CC0-1.0
                source: Drawn by the program that made this tour
                certainty: imagined

        """
    }
}
