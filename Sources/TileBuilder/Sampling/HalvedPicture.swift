internal import Panorama
internal import Resampling

/// A picture in all its sizes.
struct HalvedPicture: Sendable {
    private let sizes: PictureSizes
    private let levels: [PictureSizes.Halvings: PictureLevel]

    /// Nothing is in them yet.
    ///
    /// - Parameter offset: of the first byte in the memory.
    init(_ sizes: PictureSizes, depth: SampleDepth, in memory: PictureMemory, at offset: Int) {
        self.sizes = sizes
        var levels: [PictureSizes.Halvings: PictureLevel] = [:]
        var offset = offset
        for halvings in sizes.all {
            let size = sizes.size(halvings)
            levels[halvings] = PictureLevel(
                width: size.width,
                height: size.height,
                depth: PictureSizes.depth(halvings, of: depth),
                in: memory,
                at: offset
            )
            offset += sizes.byteCount(halvings, depth: depth)
        }
        self.levels = levels
    }

    subscript(halvings: PictureSizes.Halvings) -> PictureLevel {
        guard let level = levels[halvings] else { preconditionFailure("a size that the picture does not have") }
        return level
    }

    /// Pixels of a size for one of the picture.
    func scale(_ halvings: PictureSizes.Halvings) -> (across: Double, down: Double) {
        // A turn is one in every size.
        let across =
            sizes.isTurn ? Double(self[halvings].width) / Double(finest.width) : 1 / Double(1 << halvings.across)
        return (across, 1 / Double(1 << halvings.down))
    }

    var finest: PictureLevel { self[PictureSizes.Halvings(across: 0, down: 0)] }

    /// Makes rows of a size of the next larger one.
    func make(_ halvings: PictureSizes.Halvings, rows: Range<Int>, using instructionSet: InstructionSet) {
        var finer = halvings
        finer.across -= 1
        if halvings.across == halvings.down {
            finer.down -= 1
            self[finer].halve(rows, of: self[halvings], isTurn: sizes.isTurn, using: instructionSet)
        } else {
            self[finer].halveAcross(rows, of: self[halvings], isTurn: sizes.isTurn, using: instructionSet)
        }
    }
}
