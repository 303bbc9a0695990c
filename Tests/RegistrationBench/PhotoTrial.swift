import Panorama
import TestSupport

/// A photograph with known pose and its control points.
struct PhotoTrial {
    let camera: TrueCamera
    var pairs: [ControlPair] = []
    private(set) var outlier: Int?

    /// - Parameters:
    ///   - noise: standard deviation of a point's x and y, in pixels.
    ///   - isSpread: one point in each of 3 x 2 parts of the photo, as the page asks for them; otherwise anywhere.
    init(_ random: inout SplitMix64, lens: Lens = .plain, noise: Double, isSpread: Bool = true, scene: Scene = .sphere)
    {
        var camera = TrueCamera(
            yawDeg: random.uniform(-180...180),
            pitchDeg: random.uniform(-10...25),
            rollDeg: random.uniform(-3...3),
            fieldOfViewDeg: random.uniform(25...75)
        )
        if lens != .plain {
            (camera.shiftRight, camera.shiftUp) = (random.uniform(-0.1...0.1), random.uniform(-0.15...0.15))
        }
        if lens == .shiftedAndBent { camera.distortion = random.uniform(-0.1...0.1) }
        self.camera = camera
        for index in 0..<6 {
            let part = isSpread ? SIMD2(Double(index % 3) / 3, Double(index / 3) / 2) : SIMD2(0, 0)
            let size = isSpread ? SIMD2(1.0 / 3, 0.5) : SIMD2(1, 1)
            let share = part + size * SIMD2(random.uniform(0.02...0.98), random.uniform(0.02...0.98))
            let place = SIMD2(share.x * camera.width, share.y * camera.height)
            guard let seen = camera.direction(at: place) else { continue }
            let clicked = place + noise * SIMD2(random.normal(), random.normal())
            pairs.append(ControlPair(x: clicked.x, y: clicked.y, direction: scene.direction(fromPanorama: seen)))
        }
    }

    enum Lens {
        case plain
        case shifted
        case shiftedAndBent
    }

    /// One point off by so many pixels, inside the photo.
    mutating func misplaceOne(by pixels: Double, _ random: inout SplitMix64) {
        let index = Int.random(in: pairs.indices, using: &random)
        while outlier == nil {
            let (x, y) = (random.normal(), random.normal())
            let length = (x * x + y * y).squareRoot()
            let place = SIMD2(pairs[index].x + pixels * x / length, pairs[index].y + pixels * y / length)
            guard (0...camera.width).contains(place.x), (0...camera.height).contains(place.y) else { continue }
            (pairs[index].x, pairs[index].y, outlier) = (place.x, place.y, index)
        }
    }

    func solve(_ unknowns: PhotoUnknowns) throws -> PhotoRegistration {
        try PhotoRegistration.solve(pairs, width: Int(camera.width), height: Int(camera.height), unknowns: unknowns)
    }
}
