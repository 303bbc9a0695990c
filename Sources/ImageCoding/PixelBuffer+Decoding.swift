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

    private init(decoding decoder: inout ImageDecoder, margin: Int) throws(ImageCodingError) {
        let height = decoder.info.height
        self.init(width: decoder.info.width, height: height, margin: margin)
        try decoder.readRows(height, into: &self, at: 0)
    }
}
