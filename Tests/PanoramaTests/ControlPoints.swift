import Foundation
import Panorama
import TestSupport

/// Points of a picture whose camera is known, by the plain formulas.
enum ControlPoints {
    /// Six places spread over a photo of 3000 x 2000.
    static let spread: [SIMD2<Double>] = [
        [210, 340], [1480, 120], [2790, 460], [350, 1730], [1610, 1880], [2640, 1290],
    ]

    static func pairs(
        _ camera: TrueCamera,
        at places: [SIMD2<Double>] = spread,
        noise: Double = 0,
        seed: UInt64 = 1
    ) -> [ControlPair] {
        var random = SplitMix64(state: seed)
        return places.compactMap { place in
            let off = noise * SIMD2(random.normal(), random.normal())
            return camera.direction(at: place).map {
                ControlPair(x: place.x + off.x, y: place.y + off.y, direction: $0)
            }
        }
    }

    /// Somewhere in the photo, but not at its very edge.
    static func places(_ count: Int, seed: UInt64) -> [SIMD2<Double>] {
        var random = SplitMix64(state: seed)
        return (0..<count).map { _ in SIMD2(random.uniform(60...2940), random.uniform(60...1940)) }
    }

    static let cameras: [TrueCamera] = [
        TrueCamera(fieldOfViewDeg: 50),
        TrueCamera(yawDeg: 179.5, pitchDeg: 12, rollDeg: -4, fieldOfViewDeg: 25),
        TrueCamera(yawDeg: -90, pitchDeg: -20, rollDeg: 90, fieldOfViewDeg: 75),
        TrueCamera(yawDeg: 33, pitchDeg: 70, rollDeg: 2, fieldOfViewDeg: 110),
        TrueCamera(yawDeg: 5, pitchDeg: 2, rollDeg: 179, fieldOfViewDeg: 8),
    ]
}
