extension PictureLevel {
    /// How a picture goes on beyond its edges.
    package enum Edges: Sendable {
        /// Its outermost pixels are repeated.
        case repeated
        /// Its sides adjoin each other. Where its top or bottom is a pole, it goes on half a turn further.
        case turn(hasNorthPole: Bool, hasSouthPole: Bool)
    }

    /// Fills the margin when all rows are there.
    package func continueOverEdges(_ edges: Edges) {
        for row in 0..<height {
            continueSides(row, edges)
            noteUse(rows: 1, columns: 2 * Self.margin)
        }
        for distance in 1...Self.margin {
            switch edges {
            case .repeated:
                copyRow(0, to: -distance)
                copyRow(height - 1, to: height - 1 + distance)
            case .turn(let hasNorthPole, let hasSouthPole):
                copyRow(hasNorthPole ? distance - 1 : 0, to: -distance, halfTurned: hasNorthPole)
                copyRow(
                    hasSouthPole ? height - distance : height - 1,
                    to: height - 1 + distance,
                    halfTurned: hasSouthPole
                )
            }
        }
    }

    private func continueSides(_ row: Int, _ edges: Edges) {
        let isTurn = if case .turn = edges { true } else { false }
        let pixel = depth.bytesPerPixel
        let start = unsafe start(row)
        for distance in 0..<Self.margin {
            let (before, after) = isTurn ? (width - 1 - distance % width, distance % width) : (0, width - 1)
            unsafe (start - (distance + 1) * pixel).copyMemory(from: start + before * pixel, byteCount: pixel)
            unsafe (start + (width + distance) * pixel).copyMemory(from: start + after * pixel, byteCount: pixel)
        }
    }

    /// - Parameter halfTurned: as seen from the other side of a pole; a picture of fewer rows than the margin begins anew.
    private func copyRow(_ source: Int, to target: Int, halfTurned: Bool = false) {
        let source = min(max(source, 0), height - 1)
        let pixel = depth.bytesPerPixel
        let (from, to) = unsafe (start(source), start(target))
        guard halfTurned else {
            let side = Self.margin * pixel
            return unsafe (to - side).copyMemory(from: from - side, byteCount: bytesPerRow)
        }
        for column in -Self.margin..<width + Self.margin {
            // Of an odd number of columns two lie equally near.
            let others = (width / 2, (width + 1) / 2)
            let (one, other) = unsafe (
                from + wrapped(column + others.0) * pixel, from + wrapped(column + others.1) * pixel
            )
            let place = unsafe to + column * pixel
            switch depth {
            case .byte: unsafe place.storeBytes(of: mean(one, other), as: SIMD4<UInt8>.self)
            case .deep: unsafe place.storeBytes(of: mean(one, other), as: SIMD4<UInt16>.self)
            }
        }
    }

    private func wrapped(_ column: Int) -> Int { (column % width + width) % width }
}

/// Of two pixels.
private func mean<Sample: FixedWidthInteger & SIMDScalar>(
    _ one: UnsafeMutableRawPointer,
    _ other: UnsafeMutableRawPointer
) -> SIMD4<Sample> {
    let (one, other) = unsafe (one.loadUnaligned(as: SIMD4<Sample>.self), other.loadUnaligned(as: SIMD4<Sample>.self))
    return SIMD4((0..<4).map { Sample((Int(one[$0]) + Int(other[$0]) + 1) / 2) })
}

extension PictureLevel {
    /// Sets pixels of the margin one by one.
    ///
    /// - Parameter pixels: deep samples, as `deepPixels` gives them.
    package func setMargin(columns: [Int], rows: [Int], to pixels: [SIMD4<Int16>]) {
        for (index, pixel) in pixels.enumerated() {
            let column = columns[index]
            precondition(column >= -Self.margin && column < width + Self.margin)
            let place = unsafe start(rows[index]) + column * depth.bytesPerPixel
            switch depth {
            case .byte:
                let levels = (SIMD4<Int32>(truncatingIfNeeded: pixel) &+ Int32(SampleDepth.deepStepsPerLevel / 2)) &>> 6
                unsafe place.storeBytes(of: clampedBytes(levels), as: SIMD4<UInt8>.self)
            case .deep: unsafe place.storeBytes(of: pixel, as: SIMD4<Int16>.self)
            }
            noteUse(rows: 1, columns: 1)
        }
    }
}
