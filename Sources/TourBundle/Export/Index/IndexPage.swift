/// A page for search engines and for those who come from them.
struct IndexPage {
    let edition: IndexEdition
    /// From the site's folder, with the same page in each language, and this one too.
    let path: String
    let versions: [(edition: IndexEdition, path: String)]
    let title: String
    let description: String
    /// Within the header; nil on the tour's own page.
    let home: Markup?
    let data: Markup
    let content: Markup

    /// - Parameter address: of the site, without a slash at the end; nil where it is not known.
    func file(at address: String?) -> SiteFile {
        SiteFile(path: path, bytes: Array(html(at: address).text.utf8))
    }

    private func html(at address: String?) -> Markup {
        """
        <!doctype html>
        <html lang="\(edition.language)">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <meta name="theme-color" content="#1d2326">
          <title>\(title)</title>
          <meta name="description" content="\(description)">
        \(address.map(addresses))  <link rel="icon" href="/pages/common/icon.svg" type="image/svg+xml">
          <link rel="stylesheet" href="/pages/common/look.css">
          <link rel="stylesheet" href="/pages/common/index.css">
          \(data)
        </head>
        <body>
        \(header)<main>
        \(content)
        </main>
        </body>
        </html>

        """
    }

    /// Which page this is, and where it is in other languages: to be said with whole addresses, each page naming itself too.
    /// Search engines know no private tags, so pages of such a language are left out.
    private func addresses(_ site: String) -> Markup {
        let known = edition.isOfKnownLanguage ? versions.filter(\.edition.isOfKnownLanguage) : []
        let others = known.count > 1 ? known : []
        let alternates = others.map { edition, path -> Markup in
            "  <link rel=\"alternate\" hreflang=\"\(edition.language)\" href=\"\(site)/\(path)\">\n"
        }
        let any = others.first.map { _, path -> Markup in
            "  <link rel=\"alternate\" hreflang=\"x-default\" href=\"\(site)/\(path)\">\n"
        }
        return "  <link rel=\"canonical\" href=\"\(site)/\(path)\">\n\(alternates)\(any)"
    }

    private var header: Markup? {
        let others = versions.filter { $0.path != path }
        guard home != nil || !others.isEmpty else { return nil }
        let links = others.map { edition, path -> Markup in
            "<li><a href=\"/\(path)\" lang=\"\(edition.language)\" hreflang=\"\(edition.language)\">\(edition.languageName)</a></li>"
        }
        let languages: Markup? =
            links.isEmpty
            ? nil
            : "<nav aria-label=\"\(edition.words.chosen("Sprachen", "Languages"))\"><ul>\(links)</ul></nav>\n"
        return "<header>\n\(home)\(languages)</header>\n"
    }
}
