/// What the stored samples of a picture mean; decoded pixels are RGB in every case.
package enum ColourModel: Sendable, Hashable {
    case grey
    case rgb
    case palette
    case ycbcr
    case cmyk
    /// CMYK whose three colours are stored as luma and chroma.
    case ycck
}
