import Foundation
import TestSupport

/// What the points of a photograph lie on.
enum Scene {
    /// So far away, or seen from the same place: a point's direction is all there is of it.
    case sphere
    /// Walls that stand upright on a plain, each seen from within; the camera `aside` of the panorama.
    case walls([Wall], aside: SIMD3<Double>)

    /// All points p with p · normal = distance, in metres from the panorama.
    struct Wall {
        var normal: SIMD3<Double>
        var distance: Double
    }

    /// A street 10 to 20 m wide with a house at its end, and the photograph taken 2 to 8 m aside, at another height.
    static func street(_ random: inout SplitMix64) -> Scene {
        let heading = random.uniform(-.pi...Double.pi)
        let (along, across) = (SIMD3(sin(heading), 0, -cos(heading)), SIMD3(cos(heading), 0, sin(heading)))
        let width = random.uniform(10...20)
        let share = random.uniform(0.3...0.7)
        let walls = [
            Wall(normal: across, distance: share * width), Wall(normal: -across, distance: (1 - share) * width),
            Wall(normal: along, distance: random.uniform(25...80)),
            Wall(normal: -along, distance: random.uniform(25...80)),
        ]
        // Nobody photographs from within a wall.
        while true {
            let (angle, far) = (random.uniform(0...2 * .pi), random.uniform(2...8))
            let aside = SIMD3(far * cos(angle), random.uniform(-1...1), far * sin(angle))
            if walls.allSatisfy({ $0.distance - (aside * $0.normal).sum() > 2 }) { return .walls(walls, aside: aside) }
        }
    }

    /// Where the panorama sees what the camera sees in a direction.
    func direction(fromPanorama direction: SIMD3<Double>) -> SIMD3<Double> {
        guard case .walls(let walls, let aside) = self else { return direction }
        let steps = walls.compactMap { wall -> Double? in
            let towards = (direction * wall.normal).sum()
            return towards > 0 ? (wall.distance - (aside * wall.normal).sum()) / towards : nil
        }
        return aside + (steps.min() ?? 0) * direction
    }
}
