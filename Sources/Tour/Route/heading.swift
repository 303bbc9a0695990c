import Foundation

/// Of a vector (east, north): radians clockwise from true north, 0 ..< 2π.
package func headingRadians(of vector: SIMD2<Double>) -> Double {
    let heading = atan2(vector.x, vector.y)
    return heading < 0 ? heading + 2 * .pi : heading
}

/// Radians from 0 to π between two headings.
package func angle(between one: Double, _ other: Double) -> Double {
    let difference = abs(one - other).truncatingRemainder(dividingBy: 2 * .pi)
    return min(difference, 2 * .pi - difference)
}
