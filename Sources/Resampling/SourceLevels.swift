/// A full panorama and its halves, quarters and so on, as far as they are known while its rows come in from the top.
///
/// Levels are filtered in linear light, on the sphere: it has no edges, so neither have the cube faces read from it.
package struct SourceLevels {
    /// As fine as the panorama, first.
    package private(set) var levels: [SourceLevel]

    /// - Parameter kept: of each level; `planes` only where its width and height are multiples of `YCbCrRows`' steps, and the depth is
    ///   `byte`.
    package init(_ sizes: PanoramaSizes, kept: [KeptRows], depth: SampleDepth, using instructionSet: InstructionSet) {
        levels = kept.enumerated().map { level, kept in
            SourceLevel(sizes, level: level, kept: kept, depth: depth, using: instructionSet)
        }
    }

    /// What the panorama's own rows go through before they are added.
    package var preparation: RowPreparation { levels[0].preparation }

    /// Takes the next rows of the panorama.
    package mutating func add(_ rows: PreparedRows) {
        var rows = levels[0].add(rows)
        for level in levels.indices.dropFirst() { rows = levels[level].add(rows) }
    }

    /// Lets go of rows before one of a level.
    package mutating func drop(before row: Int, level: Int) {
        levels[level].drop(before: row)
    }
}
