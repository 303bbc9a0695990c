/// One number a pixel, rows from the top.
struct GrayPicture: Sendable, Equatable {
    let width: Int
    let height: Int
    var values: [Float]

    init(width: Int, height: Int, values: [Float]) {
        precondition(width > 0 && height > 0 && values.count == width * height)
        self.width = width
        self.height = height
        self.values = values
    }

    subscript(column: Int, row: Int) -> Float { values[row * width + column] }

    /// A rectangle that lies within the picture.
    func crop(_ area: CardArea) -> Self {
        var cropped: [Float] = []
        cropped.reserveCapacity(area.width * area.height)
        for row in area.top..<area.bottom {
            cropped += values[row * width + area.left..<row * width + area.right]
        }
        return Self(width: area.width, height: area.height, values: cropped)
    }

    /// Half as large, each pixel the mean of four; of odd sides the last row or column is left out.
    ///
    /// - Precondition: two pixels a side at least.
    func halved() -> Self {
        let (half, rows) = (width / 2, height / 2)
        var values: [Float] = []
        values.reserveCapacity(half * rows)
        let source = self.values.span
        for row in 0..<rows {
            let (upper, lower) = (2 * row * width, (2 * row + 1) * width)
            for column in 0..<half {
                let above = source[upper + 2 * column] + source[upper + 2 * column + 1]
                let below = source[lower + 2 * column] + source[lower + 2 * column + 1]
                values.append((above + below) / 4)
            }
        }
        return Self(width: half, height: rows, values: values)
    }
}
