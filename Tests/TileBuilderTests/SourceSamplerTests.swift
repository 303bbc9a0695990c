import Foundation
import ImageCoding
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

/// Pictures of plane waves on the sphere, drawn by definition, read back at the texels of tiles.
@Suite struct SourceSamplerTests {
    static func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }

    /// Three waves of so many radians per unit, in three directions.
    static func waves(_ direction: SIMD3<Double>, _ rate: Double) -> SIMD3<Double> {
        let axes: [SIMD3<Double>] = [[0.8, 0.36, 0.48], [0, 0.8, -0.6], [-0.6, 0.48, 0.64]]
        return SIMD3(axes.map { 127.5 + 100 * sin(rate * ($0 * direction).sum()) })
    }

    static func sampler(
        _ projection: SourceProjection,
        _ depth: SampleDepth = .byte,
        using set: InstructionSet = .best,
        jobs: Int = 1,
        memory: (Int) throws -> PictureMemory = { PictureMemory(byteCount: $0) },
        colour: (_ picture: Int, _ column: Int, _ row: Int) -> SIMD3<Double>
    ) async throws -> SourceSampler {
        let source = try await pictures(projection, depth, using: set, jobs: jobs, memory: memory, colour: colour)
        return SourceSampler(source, using: set)
    }

    /// Pictures of colours in grey levels, rounded to their depth.
    static func pictures(
        _ projection: SourceProjection,
        _ depth: SampleDepth = .byte,
        using set: InstructionSet = .best,
        jobs: Int = 1,
        memory: (Int) throws -> PictureMemory = { PictureMemory(byteCount: $0) },
        colour: (_ picture: Int, _ column: Int, _ row: Int) -> SIMD3<Double>
    ) async throws -> SourcePictures {
        let source = try SourcePictures(projection, depth: depth, memory: memory)
        let (width, height) = projection.pictureSize
        for picture in 0..<(projection.kind == .cubemap ? 6 : 1) {
            let level = source.picture(picture)
            for row in 0..<height {
                let colours = (0..<width).map { colour(picture, $0, row) }
                switch depth {
                case .byte:
                    level.fill(row..<row + 1) { pixels, _ in
                        for (column, colour) in colours.enumerated() {
                            for channel in 0..<3 { pixels[4 * column + channel] = byte(colour[channel]) }
                            pixels[4 * column + 3] = 255
                        }
                    }
                case .deep:
                    level.fillDeep(row..<row + 1) { samples, _ in
                        for (column, colour) in colours.enumerated() {
                            for channel in 0..<3 {
                                samples[4 * column + channel] = UInt16((colour[channel] * 257).rounded())
                            }
                            samples[4 * column + 3] = .max
                        }
                    }
                }
            }
        }
        try await source.finish(using: set, jobs: jobs)
        return source
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var projection: SourceProjection
        /// The direction of a picture's texel, from the projection's definition.
        var direction: @Sendable (_ picture: Int, _ column: Double, _ row: Double) -> SIMD3<Double>
        /// Radians between neighbouring texels in the picture's middle.
        var texel: Double
    }

    static let cases = [
        photograph(Pose(), 80), photograph(Pose(headingDeg: 45, pitchDeg: 20, rollDeg: 10), 60),
        photograph(Pose(headingDeg: -170, pitchDeg: -75, rollDeg: 130), 95), cubemap(200), cubemap(201), crop, cylinder,
        turn, withoutFloor,
    ]

    static func photograph(_ pose: Pose, _ fieldOfViewDeg: Double) -> Case {
        let (yaw, pitch, roll) = (radians(pose.headingDeg), radians(pose.pitchDeg), radians(pose.rollDeg))
        let forward = SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
        let level = SIMD3(cos(yaw), 0, sin(yaw))
        let above = SIMD3(-sin(yaw) * sin(pitch), cos(pitch), cos(yaw) * sin(pitch))
        let right = cos(roll) * level - sin(roll) * above
        let up = cos(roll) * above + sin(roll) * level
        let focal = 200 / tan(radians(fieldOfViewDeg / 2))
        return Case(
            testDescription: "photograph at \(pose.headingDeg) \(pose.pitchDeg) \(pose.rollDeg)",
            projection: .rectilinear(
                RectilinearView(width: 400, height: 300, pose: pose, fieldOfViewDeg: fieldOfViewDeg)
            ),
            direction: { _, column, row in
                focal * forward + (column + 0.5 - 200) * right + (150 - row - 0.5) * up
            },
            texel: 1 / focal
        )
    }

    static func cubemap(_ size: Int) -> Case {
        Case(
            testDescription: "six faces of \(size)",
            projection: .cubemap(size: size),
            direction: { face, column, row in
                let face = CubeFace(rawValue: face) ?? .front
                return face.direction(u: (2 * column + 1) / Double(size) - 1, v: (2 * row + 1) / Double(size) - 1)
            },
            texel: 2 / Double(size)
        )
    }

    static let crop = Case(
        testDescription: "crop of a panorama",
        projection: .equirectangular(
            EquirectangularRegion(width: 400, height: 200, fullWidth: 800, fullHeight: 400, left: 100, top: 60)
        ),
        direction: { _, column, row in
            let (yaw, pitch) = (radians((column + 100.5) * 0.45 - 180), radians(90 - (row + 60.5) * 0.45))
            return SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
        },
        texel: 2 * .pi / 800
    )

    static let cylinder = Case(
        testDescription: "cylinder",
        projection: .cylindrical(Cylinder(width: 600, height: 300, fieldOfViewDeg: 270, horizon: 120)),
        direction: { _, column, row in
            let radius = 600 / radians(270)
            let yaw = (column + 0.5 - 300) / radius
            return SIMD3(sin(yaw), (120 - row - 0.5) / radius, -cos(yaw))
        },
        texel: radians(270) / 600
    )

    static let turn = Case(
        testDescription: "cylinder all round",
        projection: .cylindrical(Cylinder(width: 800, height: 300, fieldOfViewDeg: 360)),
        direction: { _, column, row in
            let yaw = radians((column + 0.5 - 400) * 0.45)
            return SIMD3(sin(yaw), (150 - row - 0.5) * radians(0.45), -cos(yaw))
        },
        texel: radians(0.45)
    )

    /// All round and up to the pole, but for what the tripod hid.
    static let withoutFloor = Case(
        testDescription: "panorama without its floor",
        projection: .equirectangular(
            EquirectangularRegion(width: 800, height: 330, fullWidth: 800, fullHeight: 400, left: 0, top: 0)
        ),
        direction: { _, column, row in
            let (yaw, pitch) = (radians((column + 0.5) * 0.45 - 180), radians(90 - (row + 0.5) * 0.45))
            return SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
        },
        texel: 2 * .pi / 800
    )

    static func sampler(_ source: Case, _ depth: SampleDepth, rate: Double) async throws -> SourceSampler {
        try await sampler(source.projection, depth) { picture, column, row in
            let direction = source.direction(picture, Double(column), Double(row))
            return waves(direction / (direction * direction).sum().squareRoot(), rate)
        }
    }

    /// The largest difference, in levels, of what tiles show and what they should, so far from any edge that filters do not reach it.
    static func largestError(_ source: Case, _ depth: SampleDepth, rate: Double, level: Int) async throws
        -> (error: Double, read: Int)
    {
        let sampler = try await sampler(source, depth, rate: rate)
        let pyramid = Pyramid(faceSize: source.projection.faceSize, largestTileSize: 128)
        let size = pyramid.faceSize(level: level)
        let border = 6 * Double(pyramid.faceSize) / Double(size)
        let (width, height) = source.projection.pictureSize
        var result = (error: 0.0, read: 0)
        for address in source.projection.coverage(of: pyramid).addresses(level: level) {
            let tile = sampler.tile(address, of: pyramid)
            for row in 0..<tile.height {
                for column in 0..<tile.width {
                    let direction = Sphere.direction(
                        face: address.face,
                        column: address.column * tile.width + column,
                        row: address.row * tile.height + row,
                        size: size
                    )
                    guard let place = source.projection.position(of: direction) else { continue }
                    let beside = min(place.column, Double(width) - 1 - place.column)
                    let above = min(place.row, Double(height) - 1 - place.row)
                    let isPole =
                        source.testDescription == withoutFloor.testDescription && place.row < Double(height) / 2
                    let isFarIn = (above > border || isPole) && (beside > border || source.projection.isTurn)
                    guard isFarIn || source.projection.showsAll else { continue }
                    let wanted = waves(direction, rate)
                    let shown = tile[column, row]
                    let errors = (0..<3).map { abs(Double(shown[$0]) - wanted[$0]) }
                    result.error = max(result.error, errors.max() ?? 0)
                    result.read += 1
                }
            }
        }
        return result
    }

    /// A wave of 16 texels: 39 levels a texel where it is steepest. The last rounding is half a level.
    @Test(arguments: cases) func `every texel shows its direction`(source: Case) async throws {
        let pyramid = Pyramid(faceSize: source.projection.faceSize, largestTileSize: 128)
        let rate = 2 * Double.pi / (16 * source.texel)
        let result = try await Self.largestError(source, .deep, rate: rate, level: pyramid.levelCount - 1)
        print("\(source.testDescription): at most \((result.error - 0.5) / 39) texels off, \(result.read) read")
        #expect(result.read > 30_000)
        // Towards a pole the picture is halved across, which dims such a wave by a hundredth.
        let dimmed = source.testDescription == Self.withoutFloor.testDescription ? 1.0 : 0
        #expect(result.error < 0.5 + dimmed + 39 * 0.02)
    }

    /// How far the picture is moved, by least squares over patches of 16 x 16 texels: what is dimmed is not moved.
    @Test func `nothing is moved about a pole`() async throws {
        let rate = 2 * Double.pi / (16 * Self.withoutFloor.texel)
        let sampler = try await Self.sampler(Self.withoutFloor, .deep, rate: rate)
        let pyramid = Pyramid(tileSize: 256, levelCount: 1)
        let tile = sampler.tile(TileAddress(level: 0, face: .up, row: 0, column: 0), of: pyramid)
        func wave(_ column: Double, _ row: Double) -> SIMD3<Double> {
            let direction = CubeFace.up.direction(u: (2 * column + 1) / 256 - 1, v: (2 * row + 1) / 256 - 1)
            return Self.waves(direction / (direction * direction).sum().squareRoot(), rate)
        }
        var largest = 0.0
        for patch in 0..<256 {
            var (xx, xy, yy, xe, ye) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for index in 0..<256 {
                let (column, row) = (patch % 16 * 16 + index % 16, patch / 16 * 16 + index / 16)
                let (x, y) = (Double(column), Double(row))
                let across = (wave(x + 0.1, y) - wave(x - 0.1, y)) / 0.2
                let down = (wave(x, y + 0.1) - wave(x, y - 0.1)) / 0.2
                let shown = SIMD3<Double>(SIMD3(tile[column, row].x, tile[column, row].y, tile[column, row].z))
                let error = shown - wave(x, y)
                xx += (across * across).sum()
                xy += (across * down).sum()
                yy += (down * down).sum()
                xe += (across * error).sum()
                ye += (down * error).sum()
            }
            let scale = xx * yy - xy * xy
            let moved = SIMD2(yy * xe - xy * ye, xx * ye - xy * xe) / scale
            largest = max(largest, (moved * moved).sum().squareRoot())
        }
        print("about the pole: moved by at most \(largest) texels")
        #expect(largest < 0.02)
    }

    /// A wave of 64 texels of the picture, so that halving it in linear light changes nothing to speak of.
    @Test(arguments: cases, [0, 1]) func `every level shows its direction`(source: Case, level: Int) async throws {
        let result = try await Self.largestError(source, .byte, rate: 2 * .pi / (64 * source.texel), level: level)
        #expect(result.read > 1000)
        #expect(result.error < 4)
    }

    @Test func `six faces of the wanted size are copied`() async throws {
        let colour = { (face: Int, column: Int, row: Int) in SIMD3(Double(column), Double(row), Double(40 * face)) }
        let sampler = try await Self.sampler(.cubemap(size: 256), colour: colour)
        let pyramid = Pyramid(tileSize: 128, levelCount: 2)
        for address in pyramid.addresses.filter({ $0.level == 1 }) {
            let tile = sampler.tile(address, of: pyramid)
            let (left, top) = (address.column * 128, address.row * 128)
            for index in 0..<128 * 128 {
                let (column, row) = (index % 128, index / 128)
                let wanted = colour(address.face.rawValue, left + column, top + row)
                #expect(tile[column, row] == SIMD4(byte(wanted.x), byte(wanted.y), byte(wanted.z), 255))
            }
        }
    }

    @Test(arguments: cases, [SampleDepth.byte, .deep])
    func `a constant stays itself, black beyond it, nothing brighter between`(source: Case, depth: SampleDepth)
        async throws
    {
        let colour = SIMD4<UInt8>(200, 100, 30, 255)
        let sampler = try await Self.sampler(source.projection, depth) { _, _, _ in [200, 100, 30] }
        let pyramid = Pyramid(tileSize: 112, levelCount: 3)
        var shades: [SIMD4<UInt8>: Int] = [:]
        for address in source.projection.coverage(of: pyramid).addresses {
            let tile = sampler.tile(address, of: pyramid)
            for row in 0..<112 { for column in 0..<112 { shades[tile[column, row], default: 0] += 1 } }
        }
        #expect(shades.keys.allSatisfy { $0.x <= 200 && $0.y <= 100 && $0.z <= 30 && $0.w == 255 })
        #expect((shades[colour] ?? 0) > 5000)
        if source.projection.showsAll {
            #expect(shades.count == 1)
        } else {
            // Between the colour and black: sixteenths of the colour.
            #expect((shades[SIMD4(0, 0, 0, 255)] ?? 0) > 1000)
            #expect(shades.count <= 17)
        }
    }

    @Test(arguments: [90, 130, 200, 300]) func `fewer pixels bring no patterns`(faceSize: Int) async throws {
        let view = RectilinearView(width: 1024, height: 1024, pose: Pose(), fieldOfViewDeg: 90)
        let sampler = try await Self.sampler(.rectilinear(view)) { _, column, _ in
            SIMD3(repeating: column % 3 == 0 ? 255 : 0)
        }
        let pyramid = Pyramid(faceSize: faceSize)
        let tile = sampler.tile(TileAddress(level: 0, face: .front, row: 0, column: 0), of: pyramid)
        let inside = 4..<tile.width - 4
        let values = inside.flatMap { row in inside.map { Double(tile[$0, row].x) } }
        let mean = values.reduce(0, +) / Double(values.count)
        let deviation = (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count)).squareRoot()
        print("face of \(tile.width): deviation \(deviation)")
        #expect(deviation < 6)
    }

    /// A pattern of columns alone, as fine as the picture can hold: towards the pole it is finer than any texel there, and must be
    /// grey. One of rows alone is no finer there than anywhere, and must be seen.
    @Test func `near a pole there is no pattern that is not in the picture, and every one that is`() async throws {
        let region = EquirectangularRegion(width: 1024, height: 420, fullWidth: 1024, fullHeight: 512, left: 0, top: 0)
        let sampler = try await Self.sampler(.equirectangular(region)) { _, column, row in
            SIMD3(column % 4 < 2 ? 64 : 192, 127.5 + 80 * sin(2 * .pi * Double(row) / 8), 128)
        }
        let pyramid = Pyramid(faceSize: region.width / 3, largestTileSize: 512)
        let tile = sampler.tile(TileAddress(level: 0, face: .up, row: 0, column: 0), of: pyramid)
        var (alias, kept) = (Mean(), Mean())
        // By their distance from the pole: how grey it is there depends on what was mixed as light.
        var rings: [Int: [Double]] = [:]
        for row in 0..<tile.height {
            for column in 0..<tile.width {
                let direction = Sphere.direction(face: .up, column: column, row: row, size: tile.width)
                let fromPole = acos(direction.y)
                if tan(fromPole) * 8 * .pi / 1024 * Double(tile.width) / 2 < 1.2 {
                    rings[Int(fromPole * 100), default: []].append(Double(tile[column, row].x))
                }
                if (2 * .pi / 1024 * 6..<0.5).contains(fromPole) {
                    let wave = 80 * sin(2 * .pi * (fromPole * 1024 / (2 * .pi) - 0.5) / 8)
                    kept.add(Double(tile[column, row].y) - 127.5 - wave, to: wave)
                }
            }
        }
        for ring in rings.values {
            let mean = ring.reduce(0, +) / Double(ring.count)
            for value in ring { alias.add(value - mean, to: 64) }
        }
        print(
            "alias \(alias.decibels) dB, \(alias.count) texels; a wave of rows is off by \(kept.decibels) dB, \(kept.count) texels"
        )
        #expect(alias.count > 2000 && kept.count > 5000)
        #expect(alias.decibels < -25)
        #expect(kept.decibels < -25)
    }

    /// Squares of what is, by squares of what could be.
    struct Mean {
        private(set) var count = 0
        private var (squares, wanted) = (0.0, 0.0)

        mutating func add(_ error: Double, to value: Double) {
            count += 1
            squares += error * error
            wanted += value * value
        }

        var decibels: Double { 10 * log10(squares / wanted) }
    }

    /// Noise: every rounding that differs shows.
    @Test(arguments: cases, [SampleDepth.byte, .deep])
    func `gives the same with every instruction set, any number of jobs, from memory and from a file`(
        source: Case,
        depth: SampleDepth
    ) async throws {
        var random = SplitMix64(state: 11)
        let (width, height) = source.projection.pictureSize
        let noise = (0..<6 * width * height).map { _ in
            let bits = random.next()
            return SIMD3(Double(bits & 255), Double(bits >> 8 & 255), Double(bits >> 16 & 255))
        }
        func tiles(_ set: InstructionSet, _ jobs: Int, _ memory: (Int) throws -> PictureMemory) async throws
            -> [PixelBuffer]
        {
            let sampler = try await Self.sampler(source.projection, depth, using: set, jobs: jobs, memory: memory) {
                noise[($0 * height + $2) * width + $1]
            }
            let pyramid = Pyramid(faceSize: source.projection.faceSize * 3 / 4, largestTileSize: 80)
            return source.projection.coverage(of: pyramid).addresses.map { sampler.tile($0, of: pyramid) }
        }
        let specification = try await tiles(.portable, 1) { PictureMemory(byteCount: $0) }
        for set in InstructionSet.available {
            let inMemory = try await tiles(set, 3) { PictureMemory(byteCount: $0) }
            #expect(inMemory == specification)
        }
        let inFile = try await tiles(.best, 2) { try PictureMemory(fileOf: $0, window: 100_000, name: "noise") }
        #expect(inFile == specification)
    }
}
