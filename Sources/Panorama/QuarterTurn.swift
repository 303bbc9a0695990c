/// A picture turned by quarters, counter-clockwise as one looks at it: after one, its right edge is the upper one.
package struct QuarterTurn: Sendable, Hashable {
    /// 0...3.
    package let count: Int

    package init(_ count: Int) {
        self.count = count & 3
    }

    /// Where a turned picture's first sample goes in a plane, from the place of the picture's corner on, and how far from there the next
    /// column's and the next row's.
    ///
    /// - Parameters:
    ///   - width, height: of the picture before it is turned.
    ///   - stride: samples from row to row of the plane.
    package func steps(width: Int, height: Int, stride: Int) -> (first: Int, across: Int, down: Int) {
        switch count {
        case 0: (0, 1, stride)
        case 1: ((width - 1) * stride, -stride, 1)
        case 2: ((height - 1) * stride + width - 1, -1, -stride)
        default: (height - 1, stride, -1)
        }
    }
}

extension FaceRegion {
    /// The region when its face has been turned.
    package func turned(_ turn: QuarterTurn) -> Self {
        switch turn.count {
        case 0: self
        case 1: with(columns: rows, rows: fromEnd(columns))
        case 2: with(columns: fromEnd(columns), rows: fromEnd(rows))
        default: with(columns: fromEnd(rows), rows: columns)
        }
    }

    private func fromEnd(_ texels: Range<Int>) -> Range<Int> {
        faceSize - texels.upperBound..<faceSize - texels.lowerBound
    }

    private func with(columns: Range<Int>, rows: Range<Int>) -> Self {
        Self(face: face, faceSize: faceSize, columns: columns, rows: rows)
    }
}
