internal import Depot
internal import TourBundle

/// An address of the depot, read by syntax alone.
enum DepotPath: Equatable {
    /// For the page and for programs: releases and buses.
    case overview
    /// For buses: what there is, and which keys hand on.
    case offer
    case release(ReleaseID)
    case text(ReleaseID, ReleaseText)
    case tileList(ReleaseID, Digest)
    case blob(ReleaseID, Digest)
    case blobs(ReleaseID)
    case reports

    /// Nil for any other address; a query is ignored.
    init?(target: String) {
        guard target.utf8.count <= Resource.longestTarget else { return nil }
        let parts = target.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.prefix(4) == ["", "api", "v1", "depot"] else { return nil }
        switch parts.dropFirst(4) {
        case []: self = .overview
        case ["releases"]: self = .offer
        case ["reports"]: self = .reports
        case let rest where rest.first == "releases":
            guard let id = ReleaseID(name: parts[5]) else { return nil }
            self.init(id, Array(parts.dropFirst(6)))
        default: return nil
        }
    }

    private init?(_ id: ReleaseID, _ rest: [Substring]) {
        switch (rest.count, rest.first) {
        case (0, _): self = .release(id)
        case (1, "blobs"): self = .blobs(id)
        case (1, let word?):
            guard let text = ReleaseText(rawValue: String(word)) else { return nil }
            self = .text(id, text)
        case (2, let word?):
            guard let digest = Digest(hex: rest[1]) else { return nil }
            switch word {
            case "panoramas": self = .tileList(id, digest)
            case "blobs": self = .blob(id, digest)
            default: return nil
            }
        default: return nil
        }
    }

    /// As `Allow` has it.
    var methods: String {
        switch self {
        case .blobs, .reports: "POST"
        default: "GET, HEAD"
        }
    }
}
