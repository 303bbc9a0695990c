import Foundation
import Tour

extension SyntheticDrive {
    /// Of the velocity east and north each, m/s: what makes a track noise below walking pace.
    private static let velocityNoise = 0.3

    /// What a receiver with true positions and noisy velocities says once a second.
    package func fixes(claimingMetres claimed: ClosedRange<Double> = 4...8, random: inout SeededRandom) -> [TimedFix] {
        stride(from: 0, through: duration, by: 1).map { time in
            let heading = route.headingRadians(atMetres: progress(at: time))
            let velocity =
                SIMD2(sin(heading), cos(heading)) * speed(at: time) + random.normalPair() * Self.velocityNoise
            let fix = Fix(
                mode: .threeDimensional,
                location: location(at: time),
                time: 1_700_000_000 + time,
                speed: (velocity * velocity).sum().squareRoot(),
                trackRadians: headingRadians(of: velocity),
                accuracyMetres: random.uniform(claimed)
            )
            return TimedFix(time: time, fix: fix)
        }
    }
}
