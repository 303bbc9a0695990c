import Foundation
import TestSupport

extension SplitMix64 {
    mutating func uniform(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &self) }

    /// Normally distributed, with deviation 1 (Box and Muller 1958).
    mutating func normal() -> Double {
        (-2 * log(uniform(1e-12...1))).squareRoot() * cos(2 * .pi * uniform(0...1))
    }
}

func quantile(_ share: Double, of values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    return values.sorted()[min(Int(share * Double(values.count)), values.count - 1)]
}
