internal import TourBundle

struct PannellumPage {
    let html: Markup

    init(_ tour: PlayerTour) {
        html = PlayerPage(tour).html(
            missing: (
                "Hier fehlt Pannellum: pannellum.js und pannellum.css (pannellum.org) neben diese index.html legen.",
                "Pannellum is missing here: put its pannellum.js and pannellum.css (pannellum.org) beside this index.html."
            ),
            head: """
                <link rel="stylesheet" href="pannellum.css">
                <script src="pannellum.js"></script>
                """,
            script: """
                  return window.pannellum?.viewer("tour", tour);
                """
        )
    }
}
