internal import Synchronization

/// Lets the first level of a scene go before all else on a slow link: as long as some headset has not got its own, the finer tiles
/// of the others wait a little.
final class FirstLevels: Sendable {
    /// Tiles of first levels that are written and that the network has not taken yet.
    private let underWay = Atomic<Int>(0)

    var isAnyUnderWay: Bool { underWay.load(ordering: .relaxed) > 0 }

    func begin() { underWay.wrappingAdd(1, ordering: .relaxed) }

    func end() { underWay.wrappingSubtract(1, ordering: .relaxed) }

    /// Whether a target is a tile of level 0: `/tiles/`, 64 digits, `/0/`.
    static func contains(_ target: String) -> Bool {
        target.hasPrefix("/tiles/") && target.utf8.dropFirst(71).starts(with: "/0/".utf8)
    }
}
