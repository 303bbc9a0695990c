/// How finely the samples of an image are kept while it is resampled.
package enum SampleDepth: Sendable {
    /// 8 bits.
    case byte
    /// 16 bits, of which 64 steps make a grey level.
    case deep

    package static let deepStepsPerLevel = 64

    package var bytesPerPixel: Int { self == .byte ? 4 : 8 }
}
