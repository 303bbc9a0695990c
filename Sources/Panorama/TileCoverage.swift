/// Which tiles of a pyramid there are. A tile is there only if the one that covers it on the level below is there too.
package struct TileCoverage: Sendable, Hashable {
    package let pyramid: Pyramid
    /// By level, in the order of `TileAddress.quarters`; nil where no tile is absent.
    private let levels: [[TileAddress]]?
    private let present: Set<TileAddress>

    /// Every tile.
    package init(whole pyramid: Pyramid) {
        self.pyramid = pyramid
        levels = nil
        present = []
    }

    /// - Parameter levels: for each level its tiles in the order of `TileAddress.quarters`.
    init(pyramid: Pyramid, levels: [[TileAddress]]) {
        self.pyramid = pyramid
        let isWhole = levels.map(\.count).reduce(0, +) == pyramid.totalTileCount
        self.levels = isWhole ? nil : levels
        present = isWhole ? [] : Set(levels.joined())
    }

    /// - Parameter tiles: every tile there is, in any order.
    /// - Returns: nil where an address lies outside the pyramid, stands twice, or has no tile below it.
    package init?(pyramid: Pyramid, tiles: [TileAddress]) {
        let present = Set(tiles)
        var levels = [TileAddress.coarsest.filter(present.contains)]
        while levels.count < pyramid.levelCount, let parents = levels.last {
            levels.append(parents.flatMap(\.quarters).filter(present.contains))
        }
        guard levels.map(\.count).reduce(0, +) == tiles.count else { return nil }
        self.init(pyramid: pyramid, levels: levels)
    }
}

extension TileCoverage {
    package var isWhole: Bool { levels == nil }

    package var count: Int { isWhole ? pyramid.totalTileCount : present.count }

    package func contains(_ address: TileAddress) -> Bool {
        let side = 0..<pyramid.tileCount(level: max(0, address.level))
        guard isWhole else { return present.contains(address) }
        return (0..<pyramid.levelCount).contains(address.level) && side.contains(address.row)
            && side.contains(address.column)
    }

    /// Every tile there is, in ascending order.
    package var addresses: [TileAddress] { levels.map { $0.flatMap { $0.sorted() } } ?? pyramid.addresses }

    /// Tiles of one level; in ascending order.
    package func addresses(level: Int) -> [TileAddress] {
        levels?[level].sorted() ?? CubeFace.allCases.flatMap { pyramid.addresses(level: level, face: $0) }
    }

    /// A level's tiles as bits, the highest bit of a byte first: of level 0 one for each face, above four for each tile that
    /// is there on the level below, in that level's order. The rest of the last byte is 0.
    ///
    /// - Returns: nil where every bit would be 1.
    package func bits(level: Int) -> [UInt8]? {
        guard let levels else { return nil }
        let candidates = level == 0 ? TileAddress.coarsest : levels[level - 1].flatMap(\.quarters)
        guard candidates.count > levels[level].count else { return nil }
        var bytes = [UInt8](repeating: 0, count: (candidates.count + 7) / 8)
        for (index, address) in candidates.enumerated() where present.contains(address) {
            bytes[index / 8] |= 0x80 >> (index % 8)
        }
        return bytes
    }
}

extension TileAddress {
    /// The tiles of level 0, face by face.
    package static let coarsest = CubeFace.allCases.map { TileAddress(level: 0, face: $0, row: 0, column: 0) }

    /// The four tiles of the next level that show the same: top left, top right, bottom left, bottom right.
    package var quarters: [TileAddress] {
        [(0, 0), (0, 1), (1, 0), (1, 1)].map { down, right in
            TileAddress(level: level + 1, face: face, row: 2 * row + down, column: 2 * column + right)
        }
    }
}
