// The page at addresses at which there is nothing: many servers of files look for it by its name. Some of those give out the first page
// there, as if it were found, where it is missing.
extension IndexPages {
    /// Shown at any address, and to whoever comes: in both languages.
    var missingPage: SiteFile {
        let first = ExportWords(language: tour.languages.first ?? "")
        let texts = first == .german ? [first, .english] : [first, .german]
        let title = IndexEdition(tour: tour, language: tour.languages.first ?? "").title
        let page: Markup = """
            <!doctype html>
            <html lang="\(first.rawValue)">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <meta name="theme-color" content="#1d2326">
              <meta name="robots" content="noindex">
              <title>404 · \(title)</title>
              <link rel="icon" href="/pages/common/icon.svg" type="image/svg+xml">
              <link rel="stylesheet" href="/pages/common/look.css">
              <link rel="stylesheet" href="/pages/common/index.css">
            </head>
            <body>
            <main>
            <h1>404</h1>
            \(texts.map(lead))</main>
            </body>
            </html>

            """
        return SiteFile(path: "404.html", bytes: Array(page.text.utf8))
    }

    private func lead(_ words: ExportWords) -> Markup {
        let path = editions.first { $0.words == words }?.path ?? "index.html"
        let text = words.chosen("Diese Seite gibt es hier nicht.", "There is no such page here.")
        let link = words.chosen("Zum Anfang der Tour", "To the beginning of the tour")
        return "<p class=\"lead\" lang=\"\(words.rawValue)\">\(text) <a href=\"/\(path)\">\(link)</a></p>\n"
    }
}
