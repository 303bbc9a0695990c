package import Resampling

extension PixelBuffer {
    /// The whole picture at `path` within a margin that is left black.
    package init(decoding path: String, margin: Int = 0, limits: ImageLimits = .standard) throws(ImageCodingError) {
        var decoder = try ImageDecoder(path: path, limits: limits)
        try self.init(decoding: &decoder, margin: margin)
    }

    /// The whole picture in `bytes`, a file's content that errors call `name`.
    package init(
        decoding bytes: [UInt8],
        name: String,
        margin: Int = 0,
        limits: ImageLimits = .standard
    ) throws(ImageCodingError) {
        var decoder = try ImageDecoder(bytes: bytes, name: name, limits: limits)
        try self.init(decoding: &decoder, margin: margin)
    }

    /// The first rows are read before memory of the picture's size is taken: a header alone may say any size.
    private init(decoding decoder: inout ImageDecoder, margin: Int) throws(ImageCodingError) {
        let (width, height) = (decoder.info.width, decoder.info.height)
        let count = min(height, 16)
        var start = PixelBuffer(width: width, height: count)
        try decoder.readRows(count, into: &start, at: 0)
        self.init(width: width, height: height, margin: margin)
        for row in 0..<count {
            bytes.replaceSubrange(rowRange(row), with: start.bytes[start.rowRange(row)])
        }
        try decoder.readRows(height - count, into: &self, at: count)
    }
}
