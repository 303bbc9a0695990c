/// A full panorama and its halves, quarters and so on, as far as they are known while its rows come in from the top.
///
/// Levels are filtered in linear light, on the sphere: it has no edges, so neither have the cube faces read from it.
package struct SourceLevels {
    /// As fine as the panorama, first.
    package private(set) var levels: [SourceLevel]
    private let instructionSet: InstructionSet

    /// How often a panorama can be halved exactly.
    package static func mostHalvings(width: Int, height: Int) -> Int {
        var count = 0
        while (width >> count) % 2 == 0, (height >> count) % 2 == 0, height >> (count + 1) >= RowHalver.margin {
            count += 1
        }
        return count
    }

    /// - Parameter halvings: at most `mostHalvings`.
    package init(width: Int, height: Int, depth: SampleDepth, halvings: Int, using instructionSet: InstructionSet) {
        precondition(halvings <= Self.mostHalvings(width: width, height: height))
        levels = (0...halvings).map { level in
            SourceLevel(width: width >> level, height: height >> level, depth: depth, isHalved: level < halvings)
        }
        self.instructionSet = instructionSet
    }

    /// Takes the next rows of the panorama.
    package mutating func add(_ block: RowBlock) {
        var rows = levels[0].add(block, using: instructionSet)
        for level in levels.indices.dropFirst() { rows = levels[level].add(rows, using: instructionSet) }
    }

    /// Lets go of rows before one of a level.
    package mutating func drop(before row: Int, level: Int) {
        levels[level].window.drop(before: row)
    }
}
