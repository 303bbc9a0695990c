package import ImageCoding
internal import Resampling

extension CardScan {
    /// Reads a picture a few rows at a time.
    ///
    /// - Throws: `ImageCodingError`.
    package init(decoding path: String, limits: ImageLimits) throws(ImageCodingError) {
        var decoder = try ImageDecoder(path: path, limits: limits)
        let (columns, rows) = (decoder.info.width, decoder.info.height)
        let reduction = min(Self.reduction(width: columns), rows)
        let height = rows / reduction
        var colours: [SIMD3<Float>] = []
        var strip = PixelBuffer(width: columns, height: reduction)
        for _ in 0..<height {
            try decoder.readRows(reduction, into: &strip, at: 0)
            colours += Self.means(strip, side: reduction)
        }
        self.init(width: columns / reduction, height: height, reduction: reduction, colours: colours)
    }
}

extension StereoCard {
    /// - Throws: `ImageCodingError`, `StereoCardFault`.
    package init(path: String, limits: ImageLimits) throws {
        try self.init(try CardScan(decoding: path, limits: limits))
    }
}
