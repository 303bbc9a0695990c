import Foundation

extension SplitMix64 {
    package mutating func uniform(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    /// Normally distributed, with mean 0 and deviation 1 (Box and Muller 1958).
    package mutating func normal() -> Double {
        (-2 * log(uniform(1e-12...1))).squareRoot() * cos(2 * .pi * uniform(0...1))
    }
}
