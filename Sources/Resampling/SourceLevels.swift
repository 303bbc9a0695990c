/// A full panorama and its halves, quarters and so on, as far as they are known while its rows come in from the top.
///
/// Levels are filtered in linear light, on the sphere: it has no edges, so neither have the cube faces read from it.
package struct SourceLevels {
    /// As fine as the panorama, first.
    package private(set) var levels: [SourceLevel]
    private let instructionSet: InstructionSet

    /// - Parameter kept: of each level; `planes` only where its width and height are multiples of `YCbCrRows`' steps, and the depth is
    ///   `byte`.
    package init(_ sizes: PanoramaSizes, kept: [KeptRows], depth: SampleDepth, using instructionSet: InstructionSet) {
        levels = kept.enumerated().map { SourceLevel(sizes, level: $0, depth: depth, kept: $1) }
        self.instructionSet = instructionSet
    }

    /// Takes the next rows of the panorama.
    package mutating func add(_ block: RowBlock) {
        pass(levels[0].add(block, using: instructionSet))
    }

    /// The same of rows that come as planes, of which the panorama itself is kept as nothing else.
    package mutating func add(_ rows: YCbCrRows) {
        pass(levels[0].add(rows, using: instructionSet))
    }

    private mutating func pass(_ halved: [[Int16]]) {
        var rows = halved
        for level in levels.indices.dropFirst() { rows = levels[level].add(rows, using: instructionSet) }
    }

    /// Lets go of rows before one of a level.
    package mutating func drop(before row: Int, level: Int) {
        levels[level].drop(before: row)
    }
}
