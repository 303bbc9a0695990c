/// What a picture may cost to decode. A file beyond the limits is refused before memory of its size is taken.
package struct ImageLimits: Sendable, Hashable {
    /// Most pixels of a picture.
    package var pixels: Int
    /// Bytes of real memory that the codec may take besides the rows it fills. Where a picture must be kept as a whole
    /// and needs more, a file holds it: JPEG of several scans two bytes for every sample (six a pixel where chroma is
    /// stored in full), interlaced PNG four a pixel, or eight of 16 bits a sample. Everything else needs a few rows.
    package var memory: Int

    package init(pixels: Int, memory: Int) {
        precondition(pixels > 0 && memory > 0)
        self.pixels = pixels
        self.memory = memory
    }

    /// 2^30 pixels (32768 x 32768) and 2 GiB.
    package static let standard = ImageLimits(pixels: 1 << 30, memory: 1 << 31)
}
