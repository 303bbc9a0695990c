import Foundation
import Panorama
import TestSupport
import Testing

/// What is said of a result against many results.
@Suite struct RegistrationStatisticsTests {
    typealias Points = ControlPoints

    /// Of 200 photos: as far off as the standard deviations say, and hardly ever doubted.
    @Test func `standard deviations are those of many results`() throws {
        let truth: [RegistrationQuality.Parameter.Name: Double] = [
            .yawDeg: 25, .pitchDeg: -3, .rollDeg: 2, .fieldOfViewDeg: 50,
        ]
        let camera = TrueCamera(yawDeg: 25, pitchDeg: -3, rollDeg: 2, fieldOfViewDeg: 50)
        var (squares, claimed): ([Double], [Double]) = ([0, 0, 0, 0], [0, 0, 0, 0])
        var good = 0
        for seed in 0..<200 {
            let pairs = Points.pairs(camera, noise: 1.8, seed: UInt64(seed))
            let quality = try PhotoRegistrationTests.solve(pairs).quality
            good += quality.verdict == .good ? 1 : 0
            for (index, parameter) in quality.parameters.enumerated() {
                let error = parameter.value - (truth[parameter.name] ?? .nan)
                squares[index] += error * error / 200
                claimed[index] += (parameter.standardDeviation ?? .nan) / 200
            }
        }
        for index in 0..<4 { #expect((0.85...1.18).contains(squares[index].squareRoot() / claimed[index])) }
        #expect(good >= 195)
    }

    /// What leaves a point out and then foretells it is off by more than what has seen it.
    @Test func `leave-one-out errors are errors of prediction`() throws {
        let camera = TrueCamera(yawDeg: 25, pitchDeg: -3, rollDeg: 2, fieldOfViewDeg: 50)
        var (inside, outside) = (0.0, 0.0)
        for seed in 0..<50 {
            let pairs = Points.pairs(camera, noise: 1.5, seed: UInt64(seed))
            let quality = try PhotoRegistrationTests.solve(pairs).quality
            for (index, point) in quality.points.enumerated() {
                var rest = pairs
                rest.remove(at: index)
                let view = try #require(try PhotoRegistrationTests.solve(rest).view)
                let position = SourceProjection.rectilinear(view).extendedPosition(of: pairs[index].direction)
                let (x, y) = ((position?.column ?? .nan) + 0.5, (position?.row ?? .nan) + 0.5)
                #expect(abs(hypot(x - pairs[index].x, y - pairs[index].y) - (point.leaveOneOutPx ?? .nan)) < 1e-3)
                #expect(abs(hypot(point.offsetPx.x, point.offsetPx.y) - point.residualPx) < 1e-9)
                inside += point.residualPx
                outside += point.leaveOneOutPx ?? 0
            }
        }
        #expect(outside > 1.3 * inside)
    }

    /// Houses on both sides of a street, from 6 m further on; with six points and with fourteen.
    @Test(arguments: [6, 14]) func `tells a photo that was taken from elsewhere`(count: Int) throws {
        var told = 0
        for seed in 0..<40 {
            let camera = TrueCamera(yawDeg: Double(seed) * 9, pitchDeg: 4, fieldOfViewDeg: 55)
            let places = count == 6 ? Points.spread : Points.places(count, seed: UInt64(seed))
            var random = SplitMix64(state: UInt64(seed))
            let pairs = Points.pairs(camera, at: places, noise: 1.5, seed: UInt64(seed)).map { pair in
                // As far as the next house.
                let point = random.uniform(8...40) * pair.direction + SIMD3(3, 0.2, -5)
                return ControlPair(x: pair.x, y: pair.y, direction: point)
            }
            told += try PhotoRegistrationTests.solve(pairs).quality.verdict == .parallax ? 1 : 0
        }
        #expect(told >= 38)
    }

    /// Twelve points clicked ten times as badly as they should be: no camera elsewhere would do any better.
    @Test func `does not take noise for another place`() throws {
        var parallax = 0
        for seed in 0..<40 {
            let camera = TrueCamera(yawDeg: Double(seed) * 9, pitchDeg: 4, fieldOfViewDeg: 55)
            let pairs = Points.pairs(camera, at: Points.places(14, seed: UInt64(seed)), noise: 15, seed: UInt64(seed))
            let verdict = try PhotoRegistrationTests.solve(pairs).quality.verdict
            #expect(verdict != .good)
            parallax += verdict == .parallax ? 1 : 0
        }
        #expect(parallax <= 6)
    }

    /// One wall, from aside: the homography lays it where it is.
    @Test func `offers the homography of a facade`() throws {
        let camera = TrueCamera(yawDeg: 15, pitchDeg: 5, fieldOfViewDeg: 60)
        // The wall z = -20, seen from 7 m to the left of the panorama and a little nearer to it.
        func seen(_ place: SIMD2<Double>) -> SIMD3<Double> {
            let ray = camera.direction(at: place) ?? SIMD3()
            return ray * (-18 / ray.z) + SIMD3(-7, 0.5, -2)
        }
        var random = SplitMix64(state: 3)
        let pairs = Points.places(10, seed: 9).map {
            ControlPair(x: $0.x + random.normal(), y: $0.y + random.normal(), direction: seen($0))
        }
        let registration = try PhotoRegistrationTests.solve(pairs)
        #expect(registration.quality.verdict == .parallax)
        for facade in [registration.facade, try PhotoRegistrationTests.solve(pairs, .plane).view] {
            let facade = try #require(facade)
            for place in Points.places(50, seed: 10) {
                let position = SourceProjection.rectilinear(facade).extendedPosition(of: seen(place))
                #expect(abs((position?.column ?? .nan) + 0.5 - place.x) < 6)
                #expect(abs((position?.row ?? .nan) + 0.5 - place.y) < 6)
            }
        }
        #expect(try PhotoRegistrationTests.solve(pairs, .plane).quality.verdict == .good)
    }
}
