import Panorama
import TestSupport

/// A photograph with known pose and its control points.
struct PhotoTrial {
    let camera: TrueCamera
    var pairs: [ControlPair] = []
    private(set) var outlier: Int?

    /// - Parameters:
    ///   - noise: standard deviation of a point's x and y, in pixels.
    ///   - spread: where in the photo the points are.
    init(
        _ random: inout SplitMix64,
        lens: Lens = .plain,
        noise: Double,
        spread: Spread = .parts,
        scene: Scene = .sphere
    ) {
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
            let place = spread.place(index, &random) * SIMD2(camera.width, camera.height)
            guard let seen = camera.direction(at: place) else { continue }
            let off = noise * SIMD2(random.normal(), random.normal())
            let clicked = SIMD2(
                min(max(0, place.x + off.x), camera.width),
                min(max(0, place.y + off.y), camera.height)
            )
            pairs.append(ControlPair(x: clicked.x, y: clicked.y, direction: scene.direction(fromPanorama: seen)))
        }
    }

    enum Spread {
        /// One in each of 3 x 2 parts of the photo.
        case parts
        /// One in each corner and in the middle of the upper and of the lower edge, in the outer third of such a part.
        case edges
        case anywhere

        /// In shares of width and height.
        func place(_ index: Int, _ random: inout SplitMix64) -> SIMD2<Double> {
            let share = SIMD2(random.uniform(0.02...0.98), random.uniform(0.02...0.98))
            let (column, row) = (index % 3, index / 3)
            switch self {
            case .anywhere: return share
            case .parts: return SIMD2((Double(column) + share.x) / 3, (Double(row) + share.y) / 2)
            case .edges:
                let x = [share.x / 9, (1 + share.x) / 3, 1 - share.x / 9][column]
                return SIMD2(x, row == 0 ? share.y / 6 : 1 - share.y / 6)
            }
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
