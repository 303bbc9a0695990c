internal import Resampling

/// A picture and its halvings in linear light, each with a margin that continues it.
struct HalvedPicture: Sendable {
    /// What halving and every filter may read beyond an edge.
    static let margin = PixelBuffer.samplingMargin

    /// The picture itself first; each next one has half its size, rounded up.
    private(set) var levels: [PixelBuffer]

    /// - Parameters:
    ///   - picture: with `margin`, which need not be filled.
    ///   - isTurn: whether the picture's sides adjoin each other; all other edges are continued by repeating them.
    init(_ picture: PixelBuffer, isTurn: Bool, using instructionSet: InstructionSet) {
        precondition(picture.margin == Self.margin)
        levels = [picture]
        levels[0].continueOverEdges(isTurn: isTurn)
        while let finer = levels.last, max(finer.width, finer.height) > 1 {
            var coarser = finer.halvedInBands(using: instructionSet)
            coarser.continueOverEdges(isTurn: isTurn)
            levels.append(coarser)
        }
    }

    /// Six faces, each continued by its neighbours.
    static func cubemap(_ faces: [PixelBuffer], using instructionSet: InstructionSet) -> [HalvedPicture] {
        var level = faces
        level.continueOverEdges(size: Double(faces[0].width))
        var pictures = level.map { HalvedPicture(levels: [$0]) }
        while level[0].width > 1 {
            level = level.map { $0.halvedInBands(using: instructionSet) }
            let halvings = pictures[0].levels.count
            level.continueOverEdges(size: Double(faces[0].width) / Double(1 << halvings))
            for index in pictures.indices { pictures[index].levels.append(level[index]) }
        }
        return pictures
    }

    private init(levels: [PixelBuffer]) {
        self.levels = levels
    }
}

extension PixelBuffer {
    /// Rows of the result made at once: enough that the rows read twice do not matter, few enough to need little memory.
    private static let bandHeight = 64

    /// Half the size, rounded up, anti-aliased; the margin has to be filled, that of the result is not.
    fileprivate func halvedInBands(using instructionSet: InstructionSet) -> PixelBuffer {
        var half = PixelBuffer(width: (width + 1) / 2, height: (height + 1) / 2, margin: margin)
        for top in stride(from: 0, to: half.height, by: Self.bandHeight) {
            let height = min(Self.bandHeight, half.height - top)
            let band = framed(from: 2 * top, width: 2 * half.width, height: 2 * height).halved(using: instructionSet)
            for row in 0..<height {
                half.bytes.replaceSubrange(half.rowRange(top + row), with: band.bytes[band.rowRange(row)])
            }
        }
        return half
    }

    /// Rows from `top` on with the frame that halving uses up; where that reaches beyond the margin, its last pixels repeat.
    private func framed(from top: Int, width: Int, height: Int) -> PixelBuffer {
        let frame = PixelBuffer.margin(forHalvings: 1)
        var band = PixelBuffer(width: width + 2 * frame, height: height + 2 * frame)
        for row in 0..<band.height {
            let source = min(top + row - frame, self.height + margin - 1)
            for column in 0..<band.width {
                band[column, row] = self[min(column - frame, self.width + margin - 1), source]
            }
        }
        return band
    }

    fileprivate mutating func continueOverEdges(isTurn: Bool) {
        for row in -margin..<height + margin {
            let nearest = min(max(row, 0), height - 1)
            for column in -margin..<width + margin where row != nearest || !(0..<width).contains(column) {
                let other = isTurn ? (column + margin * width) % width : min(max(column, 0), width - 1)
                self[column, row] = self[other, nearest]
            }
        }
    }
}
