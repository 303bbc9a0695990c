/// A picture as JPEG keeps it: luma for every pixel, and colour differences of half the width and height (4:2:0).
package struct YCbCrImage: Sendable, Equatable {
    /// Even.
    package let width: Int
    package let height: Int
    /// Luma, blue and red difference: rows from the top without gaps.
    package private(set) var planes: [[UInt8]]

    /// - Parameter planes: whole.
    package init(width: Int, height: Int, planes: [[UInt8]]) {
        precondition(planes.map(\.count) == [0, 1, 1].map { (width >> $0) * (height >> $0) })
        self.width = width
        self.height = height
        self.planes = planes
    }

    /// A picture whose planes are yet to be filled, all of them.
    package init(width: Int, height: Int) {
        precondition(width > 0 && height > 0 && width % 2 == 0 && height % 2 == 0)
        self.width = width
        self.height = height
        planes = [0, 1, 1].map { unwritten((width >> $0) * (height >> $0)) }
    }

    /// Fills part of a plane with one sample of every pixel of `image`.
    ///
    /// - Parameters:
    ///   - sample: 0...3.
    ///   - first: where in the plane the first one goes.
    ///   - across, down: from there to that of the next column and of the next row; one of them 1 or -1.
    package mutating func fill(
        _ plane: Int,
        with sample: Int,
        of image: PixelBuffer,
        first: Int,
        across: Int,
        down: Int,
        using instructionSet: InstructionSet
    ) {
        precondition((0..<4).contains(sample) && image.margin == 0)
        let reached = [0, (image.width - 1) * across].flatMap { column in
            [0, (image.height - 1) * down].map { first + column + $0 }
        }
        precondition(reached.allSatisfy(planes[plane].indices.contains))
        unsafe planes[plane].withUnsafeMutableBufferPointer { plane in
            unsafe image.bytes.withUnsafeBufferPointer { pixels in
                guard let from = pixels.baseAddress, let to = plane.baseAddress else { return }
                // Safe: all four corners lie in the plane.
                unsafe instructionSet.takeQuarter(
                    from + sample,
                    width: image.width,
                    height: image.height,
                    into: to + first,
                    across: across,
                    down: down
                )
            }
        }
    }
}
