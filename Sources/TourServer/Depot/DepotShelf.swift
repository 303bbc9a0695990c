internal import Depot
internal import TourBundle

/// The releases of a depot's folder, each opened when it is first asked for. A name from outside never becomes a path: it is looked
/// for among those that are there.
actor DepotShelf {
    private let folder: DepotFolder
    private var open: [ReleaseID: ShelvedRelease] = [:]

    private static let mostOpen = 32

    init(_ folder: DepotFolder) { self.folder = folder }

    func offer() throws(DepotError) -> DepotOffer {
        DepotOffer(
            releases: try folder.releases(),
            keys: try folder.statements().map { String(decoding: $0, as: UTF8.self) }
        )
    }

    /// - Returns: nil where there is none, any more.
    func release(_ id: ReleaseID) throws -> ShelvedRelease? {
        guard try folder.releases().contains(id) else {
            open[id] = nil
            return nil
        }
        if let release = open[id] { return release }
        if open.count >= Self.mostOpen { open = [:] }
        let release = try ShelvedRelease(id, in: folder)
        open[id] = release
        return release
    }

    /// Those whose signature is right, by tour and version.
    func releases() throws(DepotError) -> [SignedRelease] {
        try folder.releases().compactMap { id in
            open[id]?.signed ?? (try? folder.release(id))
        }
    }
}
