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
        let reduction = Self.reduction(width: picture.width)
        let (width, height) = (picture.width / reduction, max(1, picture.height / reduction))
        var colours: [SIMD3<Float>] = []
        colours.reserveCapacity(width * height)
        let bytes = picture.bytes.span
        let count = Float(reduction * min(reduction, picture.height))
        for row in 0..<height {
            for column in 0..<width {
                var sum = SIMD3<UInt32>.zero
                for y in row * reduction..<min((row + 1) * reduction, picture.height) {
                    var at = picture.byteOffset(column: column * reduction, row: y)
                    for _ in 0..<reduction {
                        sum &+= SIMD3(UInt32(bytes[at]), UInt32(bytes[at + 1]), UInt32(bytes[at + 2]))
                        at += PixelBuffer.bytesPerPixel
                    }
                }
                colours.append(SIMD3(Float(sum.x), Float(sum.y), Float(sum.z)) / count)
            }
        }
        self.init(width: width, height: height, reduction: reduction, colours: colours)
    }
}
