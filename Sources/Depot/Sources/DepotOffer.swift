/// What a depot says that it has; nothing of it is signed but the statements.
package struct DepotOffer: Sendable, Codable {
    package var releases: [ReleaseID]
    /// Files of statements by which keys hand on.
    package var keys: [String]

    package init(releases: [ReleaseID], keys: [String]) { (self.releases, self.keys) = (releases, keys) }

    /// The newest of each tour, or of one.
    func newest(of tour: String?) -> [ReleaseID] {
        Dictionary(grouping: releases.filter { tour == nil || $0.tour == tour }, by: \.tour).values
            .compactMap { $0.max { $0.version < $1.version } }.sorted { $0.tour < $1.tour }
    }

    /// Those whose signature is right.
    var statements: [SignedKeyStatement] {
        keys.compactMap { try? SignedKeyStatement(file: Array($0.utf8), name: "key") }
    }
}
