/// The viewers for which whole tours are written.
package enum TourPlayer: String, CaseIterable, Sendable {
    case pannellum
    case marzipano
    case psv

    var layout: TileLayout {
        switch self {
        case .pannellum: .pannellum
        case .marzipano: .marzipano
        case .psv: .psv
        }
    }

    /// What of the viewer's own is to be put beside the tour's `index.html`.
    package var needed: String {
        switch self {
        case .pannellum: "pannellum.js and pannellum.css (pannellum.org)"
        case .marzipano: "marzipano.js (marzipano.net)"
        case .psv: "node_modules, which this makes in its folder: npm install \(PSVPage.packages.joined(separator: " "))"
        }
    }
}
