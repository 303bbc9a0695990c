/// A full panorama and its halves, quarters and so on, as far as they are known while its rows come in from the top.
///
/// Levels are filtered in linear light, on the sphere: it has no edges, so neither have the cube faces read from it.
package struct SourceLevels {
    /// As fine as the panorama, first.
    package private(set) var levels: [SourceLevel]
    private let instructionSet: InstructionSet

    package init(_ sizes: PanoramaSizes, depth: SampleDepth, using instructionSet: InstructionSet) {
        levels = (0...sizes.halvings).map { SourceLevel(sizes, level: $0, depth: depth) }
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
