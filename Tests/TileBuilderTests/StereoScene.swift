import Foundation
import Resampling
import TestSupport

/// A street as a stereo camera sees it, by definition: a ray for every pixel. Metres; x to the right, y up, z ahead; the cameras stand
/// at x = ±baseline / 2.
struct StereoScene {
    struct Board {
        var x: ClosedRange<Double>
        var top: Double
        var z: Double
        var tone: Double
    }

    static let baseline = 0.07
    static let eyeHeight = 1.6
    /// Nearest last. Nothing but the first of a flat scene.
    let boards: [Board]
    let isFlat: Bool
    let seed: UInt64

    /// A street with houses and what stands before them.
    init(street seed: UInt64) {
        var random = SplitMix64(state: seed)
        let houses = Double.random(in: 9...22, using: &random)
        var boards = [Board(x: -100...100, top: .random(in: 2.5...6, using: &random), z: houses, tone: 120)]
        for _ in 0..<Int.random(in: 2...6, using: &random) {
            let z = Double.random(in: 3...8, using: &random)
            let left = Double.random(in: -0.45...0.4, using: &random) * z
            boards.append(
                Board(
                    x: left...left + .random(in: 0.3...0.9, using: &random),
                    top: .random(in: -0.6...0.6, using: &random),
                    z: z,
                    tone: .random(in: 60...190, using: &random)
                )
            )
        }
        self.boards = boards.sorted { $0.z > $1.z }
        (isFlat, self.seed) = (false, seed)
    }

    /// A wall, or a picture of something.
    init(flat seed: UInt64) {
        boards = [Board(x: -1000...1000, top: 1000, z: 6, tone: 130)]
        (isFlat, self.seed) = (true, seed)
    }

    /// What a ray from an eye meets.
    ///
    /// - Returns: grey level and the place; nil for the sky.
    func look(from eye: Double, _ direction: SIMD2<Double>) -> (grey: Double, place: SIMD3<Double>?) {
        for (index, board) in boards.enumerated().reversed() {
            let (x, y) = (eye + direction.x * board.z, direction.y * board.z)
            guard board.x.contains(x), y <= board.top, isFlat || y >= -Self.eyeHeight else { continue }
            let grey = board.tone + 110 * (noise(x, y, finest: board.z, UInt64(index)) - 0.5)
            return (grey, SIMD3(x, y, board.z))
        }
        guard direction.y < 0 else { return (205 + 25 * noise(direction.x * 3, direction.y * 3, finest: 0.2, 77), nil) }
        let z = -Self.eyeHeight / direction.y
        let x = eye + direction.x * z
        return (100 + 120 * (noise(x, z, finest: z, 99) - 0.5), SIMD3(x, -Self.eyeHeight, z))
    }

    /// Smooth noise of several sizes, 0...1; none finer than a few pixels so far away.
    private func noise(_ x: Double, _ y: Double, finest distance: Double, _ layer: UInt64) -> Double {
        var (sum, weights, rate) = (0.0, 0.0, 0.7)
        for octave in 0..<7 {
            let weight = min(1, max(0, 1.6 - rate * distance / 90))
            if weight > 0 {
                sum += weight * lattice(x * rate, y * rate, layer &* 31 &+ UInt64(octave))
                weights += weight
            }
            rate *= 1.9
        }
        return weights > 0 ? 0.5 + (sum / weights - 0.5) * 1.6 : 0.5
    }

    private func lattice(_ x: Double, _ y: Double, _ layer: UInt64) -> Double {
        let (column, row) = (x.rounded(.down), y.rounded(.down))
        let (u, v) = (ease(x - column), ease(y - row))
        func corner(_ i: Double, _ j: Double) -> Double {
            var random = SplitMix64(
                state: seed &* 0x1000_0001 &+ layer &* 0x9E37_79B1
                    &+ UInt64(bitPattern: Int64(column + i)) &* 0x85EB_CA6B
                    &+ UInt64(bitPattern: Int64(row + j)) &* 0xC2B2_AE3D
            )
            return Double(random.next() >> 11) / Double(1 << 53)
        }
        let upper = corner(0, 0) * (1 - u) + corner(1, 0) * u
        let lower = corner(0, 1) * (1 - u) + corner(1, 1) * u
        return upper * (1 - v) + lower * v
    }

    private func ease(_ t: Double) -> Double { t * t * (3 - 2 * t) }
}

/// A card with two prints of a scene.
struct MadeUpCard {
    /// How a print was glued on.
    struct Print {
        /// On the card, in pixels.
        var middle: SIMD2<Double>
        var turnDeg = 0.0
        var scale = 1.0
        var eye: Double

        /// Where a place of the print, from its middle, lies on the card.
        func place(_ own: SIMD2<Double>) -> SIMD2<Double> {
            let (sine, cosine) = (sin(turnDeg * .pi / 180), cos(turnDeg * .pi / 180))
            return middle + scale * SIMD2(cosine * own.x - sine * own.y, sine * own.x + cosine * own.y)
        }

        func own(_ place: SIMD2<Double>) -> SIMD2<Double> {
            let (sine, cosine) = (sin(turnDeg * .pi / 180), cos(turnDeg * .pi / 180))
            let way = (place - middle) / scale
            return SIMD2(cosine * way.x + sine * way.y, cosine * way.y - sine * way.x)
        }
    }

    var scene: StereoScene
    var width: Int
    var height: Int
    /// Of a print.
    var size: SIMD2<Double>
    var left: Print
    var right: Print
    /// Of an arched top, in print widths.
    var arch = 0.0
    var grain = 2.0

    /// Pixels from the eye to the print.
    var focal: Double { size.x }

    /// Both prints straight, on a mount with a dark ground about it.
    init(_ scene: StereoScene, width: Int, isSwapped: Bool = false) {
        self.scene = scene
        self.width = width
        height = width * 11 / 20
        size = SIMD2(0.4 * Double(width), 0.43 * Double(width))
        let eye = (isSwapped ? 1 : -1) * StereoScene.baseline / 2
        let middle = Double(height) / 2
        left = Print(middle: SIMD2(0.285 * Double(width), middle), eye: eye)
        right = Print(middle: SIMD2(0.705 * Double(width), middle), eye: -eye)
    }

    func direction(_ own: SIMD2<Double>) -> SIMD2<Double> { SIMD2(own.x, -own.y) / focal }

    func picture() -> PixelBuffer {
        var image = PixelBuffer(width: width, height: height)
        var random = SplitMix64(state: scene.seed &+ 5)
        for row in 0..<height {
            for column in 0..<width {
                var sum = 0.0
                for point in [SIMD2(0.25, 0.25), SIMD2(0.75, 0.25), SIMD2(0.25, 0.75), SIMD2(0.75, 0.75)] {
                    sum += grey(SIMD2(Double(column), Double(row)) + point) / 4
                }
                let noise = Double.random(in: -1...1, using: &random) + Double.random(in: -1...1, using: &random)
                let value = sum + grain * noise
                // Warm, as old paper is.
                image[column, row] = SIMD4(byte(value), byte(value * 0.93), byte(value * 0.8), 255)
            }
        }
        return image
    }

    private func grey(_ place: SIMD2<Double>) -> Double {
        for print in [left, right] {
            let own = print.own(place)
            if shows(own) { return scene.look(from: print.eye, direction(own)).grey }
        }
        let edge = min(min(place.x, Double(width) - place.x), min(place.y, Double(height) - place.y))
        return edge < 0.015 * Double(width) ? 12 : 184
    }

    func shows(_ own: SIMD2<Double>) -> Bool {
        guard abs(own.x) <= size.x / 2, abs(own.y) <= size.y / 2 else { return false }
        let radius = arch * size.x
        let corner = SIMD2(abs(own.x) - (size.x / 2 - radius), -own.y - (size.y / 2 - radius))
        return corner.x <= 0 || corner.y <= 0 || (corner * corner).sum() <= radius * radius
    }

    /// Places on the card that show the same, in the left and the right print.
    func pairs(count: Int) -> [(left: SIMD2<Double>, right: SIMD2<Double>)] {
        var random = SplitMix64(state: scene.seed &+ 9)
        var pairs: [(left: SIMD2<Double>, right: SIMD2<Double>)] = []
        for _ in 0..<100 * count where pairs.count < count {
            let own = SIMD2(
                Double.random(in: -0.49...0.49, using: &random) * size.x,
                Double.random(in: -0.49...0.49, using: &random) * size.y
            )
            guard shows(own) else { continue }
            // The sky shows nothing by which its distance could be seen.
            guard let place = scene.look(from: left.eye, direction(own)).place else { continue }
            let other = focal * SIMD2((place.x - right.eye) / place.z, -place.y / place.z)
            let seen = scene.look(from: right.eye, direction(other)).place
            guard let seen, abs(seen.z - place.z) < 0.01, shows(other) else { continue }
            pairs.append((left.place(own), right.place(other)))
        }
        return pairs
    }
}
