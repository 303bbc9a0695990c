internal import TourBundle

/// The page that opens `tour.json`; where Pannellum's files are not beside it, it says which to put there.
struct PannellumPage {
    private let language: String
    private let title: String
    private let words: ExportWords

    /// - Parameter title: by language code.
    init(language: String, title: [String: String]) {
        words = ExportWords(language: language)
        self.language = words.rawValue
        self.title = title[language] ?? title.values.min() ?? ""
    }

    var html: Markup {
        let missing = words.chosen(
            "Hier fehlt Pannellum: pannellum.js und pannellum.css (pannellum.org) neben diese index.html legen.",
            "Pannellum is missing here: put its pannellum.js and pannellum.css (pannellum.org) beside this index.html."
        )
        return """
            <!DOCTYPE html>
            <html lang="\(language)">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <link rel="stylesheet" href="pannellum.css">
            <style>html, body, #tour { height: 100%; margin: 0 } p { margin: 2em; font: 1.2em sans-serif }</style>
            <script src="pannellum.js"></script>
            </head>
            <body>
            <p id="missing" hidden>\(missing)</p>
            <div id="tour"></div>
            <script>
            if (window.pannellum) {
              fetch("tour.json")
                .then((answer) => answer.json())
                .then((tour) => { window.viewer = pannellum.viewer("tour", tour); });
            } else {
              document.getElementById("tour").remove();
              document.getElementById("missing").hidden = false;
            }
            </script>
            </body>
            </html>

            """
    }
}
