import Panorama
import TestSupport
import Testing

/// Points of every kind: there is a result of numbers, a verdict or an error, and never a trap.
@Suite struct RegistrationHostilityTests {
    /// Made-up points: good ones, ones on a line, in a spot, all over the sphere, nearly alike, numbers that are none.
    static func pairs(_ random: inout SplitMix64, width: Double, height: Double) -> [ControlPair] {
        let kind = Int.random(in: 0..<8, using: &random)
        let camera = TrueCamera(
            yawDeg: random.uniform(-180...180),
            pitchDeg: random.uniform(-90...90),
            rollDeg: random.uniform(-180...180),
            fieldOfViewDeg: random.uniform(1...170),
            width: width,
            height: height
        )
        return (0..<Int.random(in: 0..<14, using: &random)).map { index in
            var share = SIMD2(random.uniform(0...1), random.uniform(0...1))
            if kind == 1 { share.y = 0.5 }
            if kind == 2 { share = share * 1e-5 }
            let place = share * SIMD2(width, height)
            var direction = camera.direction(at: place) ?? SIMD3(0, 1, 0)
            if kind == 3 { direction = SIMD3(random.normal(), random.normal(), random.normal()) }
            if kind == 4 { direction = SIMD3(1, 1e-7 * Double(index), 1e-6 * random.normal()) }
            if kind == 5 { direction = index % 2 == 0 ? SIMD3(0, 1, 0) : SIMD3(1e-12 * Double(index), -1, 0) }
            if kind == 6, index % 3 == 0 { direction = -direction }
            let strange = [Double.nan, .infinity, -1, 1e300, 0, width]
            let x = kind == 7 && index == 3 ? strange[Int.random(in: 0..<6, using: &random)] : place.x
            return ControlPair(x: x, y: place.y, direction: direction)
        }
    }

    static func expectNumbers(_ quality: RegistrationQuality, _ pairs: [ControlPair]) {
        #expect(quality.noisePx.isFinite)
        for point in quality.points {
            #expect(point.residualPx.isFinite && point.offsetPx.x.isFinite && point.offsetPx.y.isFinite)
            #expect(point.residualDeg?.isFinite != false && point.leaveOneOutPx?.isFinite != false)
        }
        for parameter in quality.parameters {
            #expect(parameter.value.isFinite && parameter.standardDeviation?.isFinite != false)
        }
        switch quality.verdict {
        case .doubtful(let points): #expect(!points.isEmpty && points.allSatisfy(pairs.indices.contains))
        case .notEnoughPoints(let needed): #expect((2...6).contains(needed))
        default: break
        }
    }

    @Test(arguments: 0..<160) func `never traps`(seed: UInt64) throws {
        var random = SplitMix64(state: seed)
        let sizes = [(3000.0, 2000.0), (1, 1), (7, 9000), (60_000, 30_000)]
        let (width, height) = sizes[Int(seed % 4)]
        let pairs = Self.pairs(&random, width: width, height: height)
        for unknowns: PhotoUnknowns in [[], .shift, .distortion, [.shift, .distortion], .plane] {
            let photo = try? PhotoRegistration.solve(pairs, width: Int(width), height: Int(height), unknowns: unknowns)
            guard let photo else { break }
            Self.expectNumbers(photo.quality, pairs)
            for view in [photo.view, photo.facade].compactMap(\.self) {
                let position = SourceProjection.rectilinear(view).extendedPosition(of: [0.3, 0.2, -1])
                #expect(position.map { $0.column.isFinite && $0.row.isFinite } != false)
            }
        }
        for known in [
            KnownCylinder(), KnownCylinder(horizon: height / 2), KnownCylinder(fieldOfViewDeg: 360),
            KnownCylinder(fieldOfViewDeg: 1, horizon: -1e6), KnownCylinder(horizon: 1e6, isUpright: true),
            KnownCylinder(fieldOfViewDeg: 140, horizon: height, isUpright: true),
        ] {
            let cylinder = try? CylinderRegistration.solve(
                pairs,
                width: Int(width),
                height: Int(height),
                known: known
            )
            guard let cylinder else { break }
            Self.expectNumbers(cylinder.quality, pairs)
        }
        let picture = EquirectangularRegion(width: Int(width), height: Int(height))
        if let panorama = try? PanoramaRegistration.solve(pairs, picture: picture) {
            Self.expectNumbers(panorama.quality, pairs)
        }
    }

    @Test func `the same points give the same numbers`() throws {
        let pairs = ControlPoints.pairs(TrueCamera(yawDeg: 20, fieldOfViewDeg: 50), noise: 2)
        let first = try PhotoRegistrationTests.solve(pairs, .shift)
        for _ in 0..<5 { #expect(try PhotoRegistrationTests.solve(pairs, .shift) == first) }
    }
}
