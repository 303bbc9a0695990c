internal import Panorama

/// How a card's right print lies to its left one, found from points that both show.
///
/// Prints were cut and glued by hand: one is turned, shifted and, from another enlargement, larger or smaller. With places counted from the
/// middles of the prints, rightwards and downwards, a point of the right print is brought to the height of the same point in the left one
/// by y = a·x' + b·y' + c; what is left across is how near things are.
package struct EyeAlignment: Sendable, Equatable {
    /// The solved coefficients.
    let a: Double
    let b: Double
    let c: Double
    /// From the farthest thing to the nearest, how much further left the right print shows it, in pixels of the scan; of 100 points one
    /// at either end is left out.
    package internal(set) var disparity: ClosedRange<Double>
    /// Points that bear it, and how far they are off its heights, in pixels of the scan: 95 of 100 no further.
    package let pointCount: Int
    package let verticalError: Double

    /// Degrees by which the right print is turned clockwise against the left one.
    package var rotationDeg: Double { arcTangent(y: -a, x: b) * 180 / Double.pi }
    /// How much larger the right print shows things.
    package var scale: Double { 1 / (a * a + b * b).squareRoot() }

    /// Where a place of the right print lies in the left print's frame, without convergence.
    func aligned(_ place: SIMD2<Double>) -> SIMD2<Double> {
        SIMD2(b * place.x - a * place.y, a * place.x + b * place.y + c)
    }
}
