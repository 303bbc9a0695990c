/// A tour as pages of text, one a language for the tour and for each place: for search engines, and for those who come from them.
struct IndexPages {
    let tour: TourManifest
    /// By the digest of the captions.
    let transcripts: [Digest: String]
    let panoramas: [Digest: PanoramaManifest]
    /// Of the site, without a slash at the end; nil where it is not known.
    let address: String?

    var editions: [IndexEdition] { tour.languages.map { IndexEdition(tour: tour, language: $0) } }

    /// In the order in which they are to appear: the tour's pages name those of the places.
    var files: [SiteFile] {
        get throws(EncodingError) {
            var pages: [IndexPage] = []
            for edition in editions {
                for number in tour.places.indices { pages.append(try page(ofPlace: number, in: edition)) }
            }
            for edition in editions.reversed() { pages.append(try tourPage(in: edition)) }
            return [missingPage] + pages.map { $0.file(at: address) } + (address.map { lists(of: pages, at: $0) } ?? [])
        }
    }

    /// What robots look for first: where all the pages are (sitemaps.org), and that they may read everything (RFC 9309).
    private func lists(of pages: [IndexPage], at site: String) -> [SiteFile] {
        let entries = pages.map { page -> Markup in "<url><loc>\(site)/\(page.path)</loc></url>\n" }
        let sitemap: Markup = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(entries)</urlset>

            """
        let robots = "User-agent: *\nDisallow:\n\nSitemap: \(site)/sitemap.xml\n"
        return [
            SiteFile(path: "sitemap.xml", bytes: Array(sitemap.text.utf8)),
            SiteFile(path: "robots.txt", bytes: Array(robots.utf8)),
        ]
    }

    func url(_ path: String) -> String? { address.map { "\($0)/\(path)" } }

    func transcript(of epoch: TourManifest.Epoch, in edition: IndexEdition) -> String? {
        edition.own(epoch.captions).flatMap { transcripts[$0] }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The view ahead, at its coarsest; where there is none, another side of the cube.
    func picture(of epoch: TourManifest.Epoch) -> (path: String, side: Int)? {
        guard let panorama = panoramas[epoch.panorama], let level = panorama.levels.first, level.tilesPerSide == 1,
            let face = panorama.faces.contains("f") ? "f" : panorama.faces.first
        else { return nil }
        return ("tiles/\(panorama.digest)/\(level.level)/\(face)/0/0.jpg", level.sizePx)
    }
}
