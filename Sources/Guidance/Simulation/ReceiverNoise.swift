import Foundation

/// The error of a receiver's position: it wanders, and a little of it is new with each fix.
///
/// Most of it is a Gauss–Markov process of first order, for what bends and reflects signals changes in the course of a
/// minute; the rest is white.
struct ReceiverNoise {
    private static let correlationSeconds = 40.0
    /// Of the variance.
    private static let whiteShare = 0.15

    private let deviation: Double
    private var wandering: SIMD2<Double>
    private var time: Double?

    /// - Parameter deviation: of the whole error east and north each, metres.
    init(deviation: Double, random: inout SeededRandom) {
        self.deviation = deviation
        wandering = random.normalPair()
    }

    mutating func next(at time: Double, _ random: inout SeededRandom) -> SIMD2<Double> {
        let kept = exp(-max(time - (self.time ?? time), 0) / Self.correlationSeconds)
        self.time = time
        wandering = wandering * kept + random.normalPair() * (1 - kept * kept).squareRoot()
        let white = random.normalPair()
        return (wandering * (1 - Self.whiteShare).squareRoot() + white * Self.whiteShare.squareRoot()) * deviation
    }
}
