/// What a picture's header says.
package struct ImageInfo: Sendable, Hashable {
    package let format: ImageFormat
    /// Size in pixels.
    package let width: Int
    package let height: Int
    /// Of one stored sample, or of one palette index: 1 to 16.
    package let bitsPerSample: Int
    package let colourModel: ColourModel
    /// Whether pixels may be transparent; they are decoded as laid over black.
    package let hasAlpha: Bool
    /// Whether the file refines the whole picture pass by pass (JPEG of several scans, interlaced PNG), so that no row is
    /// ready before the last pass.
    package let isInterlaced: Bool

    /// Whether a sample has more than eight bits, so that ``ImageDecoder/readDeepRows(_:into:samplesPerRow:)`` gives
    /// more than ``ImageDecoder/readRows(_:into:bytesPerRow:)``.
    package var isDeep: Bool { bitsPerSample > 8 }
}
