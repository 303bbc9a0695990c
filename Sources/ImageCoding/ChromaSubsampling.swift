/// How finely a JPEG stores colour against brightness.
package enum ChromaSubsampling: Sendable, Hashable, CaseIterable {
    /// For every pixel (4:4:4).
    case full
    /// For every 2 x 2 pixels (4:2:0).
    case quarter
}
