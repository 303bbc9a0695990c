internal import TourBundle

/// The frame of a page that opens `tour.json` in a viewer whose own files lie beside it. Where these are missing, it says so.
struct PlayerPage {
    private let title: String
    private let words: ExportWords

    init(_ tour: PlayerTour) { (title, words) = (tour.title, tour.words) }

    /// - Parameters:
    ///   - missing: what is said where the viewer's files are missing, in German and in English.
    ///   - head: what brings these files.
    ///   - script: JavaScript, the body of a function of the `tour` that gives the viewer in `#tour`, and undefined where its files are
    ///     missing.
    func html(missing: (german: String, english: String), head: Markup, style: Markup = "", script: Markup) -> Markup {
        """
        <!DOCTYPE html>
        <html lang="\(words.rawValue)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title)</title>
        \(head)
        <style>
        html, body, #tour { height: 100%; margin: 0 }
        #tour { background: #000 }
        .trouble { margin: 2em; font: 1.2em sans-serif }
        \(style)
        </style>
        </head>
        <body>
        <p id="missing" class="trouble" hidden>\(words.chosen(missing.german, missing.english))</p>
        <p id="unserved" class="trouble" hidden>\(unserved)</p>
        <p id="failed" class="trouble" hidden>\(failed)</p>
        <div id="tour"></div>
        <script type="module">
        const say = (id) => {
          document.getElementById("tour")?.remove();
          document.getElementById(id).hidden = false;
        };
        const opened = async (tour) => {
        \(script)
        };
        try {
          if (location.protocol == "file:") {
            say("unserved");
          } else {
            window.viewer = await opened(await (await fetch("tour.json")).json());
            if (!window.viewer) say("missing");
          }
        } catch (error) {
          say("failed");
          throw error;
        }
        </script>
        </body>
        </html>

        """
    }

    private var unserved: String {
        words.chosen(
            "Diese Seite braucht einen Webserver, etwa python3 -m http.server in diesem Ordner.",
            "This page needs a web server, such as python3 -m http.server in this folder."
        )
    }

    private var failed: String {
        words.chosen(
            "Die Tour lässt sich hier nicht öffnen. Sind alle Dateien da, und kann der Browser WebGL?",
            "The tour cannot be opened here. Are all files there, and does the browser know WebGL?"
        )
    }
}
