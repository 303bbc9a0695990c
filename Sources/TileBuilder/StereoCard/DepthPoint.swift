/// A point that both prints show.
struct DepthPoint: Sendable, Equatable {
    /// From the middle of the left print, rightwards and downwards, in pixels of the scan.
    var place: SIMD2<Double>
    /// How much further left the right print shows it, brought into the left print's frame: more is nearer.
    var disparity: Double
}
