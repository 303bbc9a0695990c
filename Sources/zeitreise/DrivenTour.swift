import Tour
import TourBundle

/// A tour to drive at the desk, as its creator wrote it or as it was built.
struct DrivenTour {
    /// As given, for messages.
    let file: String
    /// In the tour's first language.
    let title: String
    /// Titles of places by id.
    let names: [String: String]
    let route: TourRoute

    init(path: String) throws {
        if path.hasSuffix(".ztour") {
            try self.init(bundle: BundleReader(path: path))
        } else {
            try self.init(TourDocument.read(path: path))
        }
    }

    private init(_ document: TourDocument) throws {
        let language = document.languages.first ?? ""
        file = document.file
        title = document.title[language] ?? document.id
        names = Dictionary(document.places.map { ($0.id, $0.title[language] ?? $0.id) }) { first, _ in first }
        route = try TourRoute.read(document)
    }

    private init(bundle: BundleReader) throws {
        let (tour, language) = (bundle.tour, bundle.tour.languages.first ?? "")
        file = bundle.path
        title = tour.title[language] ?? tour.id
        names = Dictionary(tour.places.map { ($0.id, $0.title[language] ?? $0.id) }) { first, _ in first }
        route = try bundle.drive()
    }
}
