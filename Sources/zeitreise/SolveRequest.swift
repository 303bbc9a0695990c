import Panorama
import TileBuilder
import Tour

/// What the alignment page sends to be solved or written.
struct SolveRequest: Decodable {
    struct Point: Decodable {
        var xPx: Double
        var yPx: Double
        var yawDeg: Double
        var pitchDeg: Double
        /// Its number in the tour's text, from 0.
        var origin: Int?
    }

    /// Of the picture within the epoch.
    var index: Int
    var points: [Point]
    /// What more is unknown.
    var solve: [String]
    /// Places of the picture, of which it is asked where they lie in the panorama.
    var asked: [[Double]]?
    /// To be written: whether a given pose may give way.
    var replacesPose: Bool?
}

extension SolveRequest {
    /// More points than anybody clicks would keep the solver busy while the page waits.
    private static let mostPoints = 200

    /// What is asked too much, with what to do; nil where it can be done.
    var excess: String? {
        guard points.count > Self.mostPoints else { return nil }
        return
            "the page takes up to \(Self.mostPoints) control points of a picture, and there are \(points.count); remove some, or "
            + "save them and end the page: `zeitreise align` takes any number"
    }

    /// Whether all numbers are such as a page can send.
    var isSound: Bool {
        (asked ?? []).count <= Self.mostPoints
            && (asked ?? []).allSatisfy { $0.count == 2 && $0.allSatisfy(\.isFinite) }
            && points.allSatisfy {
                abs($0.yawDeg) <= 180 && abs($0.pitchDeg) <= 90 && abs($0.xPx) <= 1e6 && abs($0.yPx) <= 1e6
            }
            && solve.allSatisfy { TourDocument.Photo.Unknown(rawValue: $0) != nil }
    }

    var pairs: [ControlPair] {
        points.map { ControlPair(x: $0.xPx, y: $0.yPx, yawDeg: $0.yawDeg, pitchDeg: $0.pitchDeg) }
    }

    var unknowns: PhotoUnknowns { PhotoUnknowns(Set(solve.compactMap(TourDocument.Photo.Unknown.init))) }

    /// Nil where the origins are not in their order.
    var written: [PlacementEdit.Point]? {
        let origins = points.compactMap(\.origin)
        guard zip(origins, origins.dropFirst()).allSatisfy(<),
            points.prefix(origins.count).allSatisfy({ $0.origin != nil })
        else { return nil }
        return points.map {
            PlacementEdit.Point(
                xPixels: $0.xPx,
                yPixels: $0.yPx,
                yawDegrees: $0.yawDeg,
                pitchDegrees: $0.pitchDeg,
                origin: $0.origin
            )
        }
    }
}
