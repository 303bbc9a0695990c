package import Resampling

/// The picture of a whole stereo card, reduced so far that its prints are easy to look over: colours in grey levels 0...255.
package struct CardScan: Sendable {
    package let width: Int
    package let height: Int
    /// Pixels of the picture a side of one of these.
    package let reduction: Int
    let gray: GrayPicture
    let colours: [SIMD3<Float>]

    /// To this width pictures are reduced: a print of some 500 pixels places points to a tenth of one, which is finer than
    /// the scans' own pixels in the sphere.
    static let wantedWidth = 1200

    /// How many pixels of a picture of that width become one.
    package static func reduction(width: Int) -> Int { max(1, (width + wantedWidth / 2) / wantedWidth) }

    /// - Parameter colours: row by row, means of `reduction` by `reduction` pixels.
    package init(width: Int, height: Int, reduction: Int, colours: [SIMD3<Float>]) {
        precondition(width > 0 && height > 0 && colours.count == width * height)
        self.width = width
        self.height = height
        self.reduction = reduction
        self.colours = colours
        gray = GrayPicture(
            width: width,
            height: height,
            values: colours.map { 0.299 * $0.x + 0.587 * $0.y + 0.114 * $0.z }
        )
    }

    /// What does not fill a whole pixel at the right and the bottom is left out.
    package init(_ picture: PixelBuffer) {
        let reduction = min(Self.reduction(width: picture.width), picture.height)
        self.init(
            width: picture.width / reduction,
            height: picture.height / reduction,
            reduction: reduction,
            colours: Self.means(picture, side: reduction)
        )
    }

    /// Of squares of so many pixels, row by row; what is left at the right and the bottom is left out.
    static func means(_ picture: PixelBuffer, side: Int) -> [SIMD3<Float>] {
        let (width, height) = (picture.width / side, picture.height / side)
        var means: [SIMD3<Float>] = []
        means.reserveCapacity(width * height)
        let bytes = picture.bytes.span
        for row in 0..<height {
            for column in 0..<width {
                var sum = SIMD3<UInt32>.zero
                for y in row * side..<(row + 1) * side {
                    var at = picture.byteOffset(column: column * side, row: y)
                    for _ in 0..<side {
                        sum &+= SIMD3(UInt32(bytes[at]), UInt32(bytes[at + 1]), UInt32(bytes[at + 2]))
                        at += PixelBuffer.bytesPerPixel
                    }
                }
                means.append(SIMD3(Float(sum.x), Float(sum.y), Float(sum.z)) / Float(side * side))
            }
        }
        return means
    }
}
