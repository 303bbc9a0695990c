internal import Synchronization

/// Lets the first level of a scene go before all else on a slow link: as long as some headset has not got its own, the finer tiles
/// of the others wait a little.
final class FirstLevels: Sendable {
    /// Tiles of first levels that are flushed and that the network has not taken yet.
    private let underWay = Atomic<Int>(0)

    var isAnyUnderWay: Bool { underWay.load(ordering: .relaxed) > 0 }

    /// Whether a target is a tile of level 0: `/tiles/`, 64 digits, `/0/`.
    static func contains(_ target: String) -> Bool {
        target.hasPrefix("/tiles/") && target.utf8.dropFirst(71).starts(with: "/0/".utf8)
    }
}

extension FirstLevels {
    /// One tile's way through a connection, on that connection's event loop. What the network takes at once holds up nobody: else a
    /// network that is fast enough would be idle until the others look again.
    final class Passage {
        private let firstLevels: FirstLevels
        private var isTaken = false
        private var isCounted = false

        init(_ firstLevels: FirstLevels) { self.firstLevels = firstLevels }

        func flushed() {
            guard !isTaken, !isCounted else { return }
            isCounted = true
            firstLevels.underWay.wrappingAdd(1, ordering: .relaxed)
        }

        /// Or given up.
        func taken() {
            isTaken = true
            guard isCounted else { return }
            isCounted = false
            firstLevels.underWay.wrappingSubtract(1, ordering: .relaxed)
        }
    }
}
