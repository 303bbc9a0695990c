import Foundation
import Panorama
import Resampling
import Testing
import TileBuilder
import TourBundle

/// Pictures over pictures, texel by texel, against light that is mixed by definition.
@Suite struct CompositeTests {
    static let pyramid = Pyramid(tileSize: 128, levelCount: 3)
    static let projections: [(name: String, projection: SourceProjection)] = [
        (
            "photograph",
            .rectilinear(
                RectilinearView(
                    width: 300,
                    height: 220,
                    pose: Pose(headingDeg: 30, pitchDeg: 12, rollDeg: 8),
                    fieldOfViewDeg: 65
                )
            )
        ),
        (
            "barrel",
            .rectilinear(
                RectilinearView(
                    width: 300,
                    height: 220,
                    pose: Pose(headingDeg: -120, pitchDeg: -20, rollDeg: 3),
                    lens: PhotoLens(fieldOfViewDeg: 65, shiftRight: 0.1, shiftUp: -0.1, distortion: -0.1)
                )
            )
        ),
        (
            "tilted cylinder",
            .cylindrical(
                Cylinder(
                    width: 500,
                    height: 150,
                    fieldOfViewDeg: 150,
                    pose: Pose(headingDeg: 80, pitchDeg: 10, rollDeg: -15)
                )
            )
        ),
    ]

    static func light(_ level: Double) -> Double {
        let share = level / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }

    static func level(_ light: Double) -> Double {
        255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055)
    }

    struct Plain: TileSampler {
        var colour: SIMD3<UInt8>

        func tile(_ address: TileAddress, of pyramid: Pyramid) -> PixelBuffer {
            var image = PixelBuffer(width: pyramid.tileSize, height: pyramid.tileSize)
            for row in 0..<image.height {
                for column in 0..<image.width { image[column, row] = SIMD4(colour, 255) }
            }
            return image
        }
    }

    static func layer(
        _ projection: SourceProjection,
        _ depth: SampleDepth = .byte,
        using set: InstructionSet = .best,
        colour: (_ picture: Int, _ column: Int, _ row: Int) -> SIMD3<Double>
    ) async throws -> (LayerSampler, SourceSampler) {
        let pictures = try await SourceSamplerTests.pictures(projection, depth, using: set, colour: colour)
        return (LayerSampler(pictures, using: set), SourceSampler(pictures, using: set))
    }

    /// White on black: light is the share of the picture.
    @Test(arguments: projections.indices)
    func `edges fade in the picture's own texels, alike on all levels`(index: Int) async throws {
        let projection = Self.projections[index].projection
        let (layer, _) = try await Self.layer(projection) { _, _, _ in SIMD3(repeating: 255) }
        let sampler = CompositeSampler(below: Plain(colour: .zero), tone: .keep, layers: [layer])
        let edge = PictureEdge(projection)
        let width = 0.02 * Double(min(projection.pictureSize.width, projection.pictureSize.height))
        // Much finer than the picture a texel is a point.
        let fine = Pyramid(tileSize: 128, levelCount: 6)
        var fading = 0
        for tile in projection.coverage(of: fine).addresses(level: 5).enumerated() where tile.offset % 7 == 0 {
            let image = sampler.tile(tile.element, of: fine)
            let region = FaceRegion(tile.element, of: fine)
            for (row, v) in region.v.enumerated() {
                for (column, u) in region.u.enumerated() {
                    let place = projection.extendedPosition(of: region.face.direction(u: u, v: v))
                    let distance = place.map { edge.distance(column: $0.column, row: $0.row) } ?? -1
                    let way = min(max(distance / width, 0), 1)
                    let wanted = way * way * (3 - 2 * way)
                    if way > 0, way < 1 { fading += 1 }
                    #expect(abs(Self.light(Double(image[column, row].x)) - wanted) < 0.01)
                }
            }
        }
        #expect(fading > 300)
        for level in 0..<5 {
            for tile in projection.coverage(of: fine).addresses(level: level).prefix(12) {
                let image = sampler.tile(tile, of: fine)
                for (part, quarter) in tile.quarters.enumerated() {
                    let finer = sampler.tile(quarter, of: fine)
                    for row in 0..<64 {
                        for column in 0..<64 {
                            let mean =
                                [(0, 0), (1, 0), (0, 1), (1, 1)].map {
                                    Self.light(Double(finer[2 * column + $0.0, 2 * row + $0.1].x))
                                }.reduce(0, +) / 4
                            let own = image[64 * (part % 2) + column, 64 * (part / 2) + row].x
                            #expect(abs(Self.light(Double(own)) - mean) < 0.06)
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: projections.indices) func `inside it is the picture's own, byte for byte`(index: Int) async throws
    {
        let projection = Self.projections[index].projection
        let (layer, own) = try await Self.layer(projection) { _, column, row in
            SIMD3(Double(column * 7 % 256), Double(row * 5 % 256), Double((column + row) % 256))
        }
        let sampler = CompositeSampler(below: Plain(colour: SIMD3(10, 200, 90)), tone: .sepia, layers: [layer])
        let edge = PictureEdge(projection)
        // Past the fading edge, and where no texel about it lies outside.
        let width = 0.02 * Double(min(projection.pictureSize.width, projection.pictureSize.height))
        var inside = 0
        for tile in projection.coverage(of: Self.pyramid).addresses {
            let (image, alone) = (sampler.tile(tile, of: Self.pyramid), own.tile(tile, of: Self.pyramid))
            let step = projection.finestFaceSize / Double(Self.pyramid.faceSize(level: tile.level))
            let region = FaceRegion(tile, of: Self.pyramid)
            for (row, v) in region.v.enumerated() {
                for (column, u) in region.u.enumerated() {
                    guard let place = projection.extendedPosition(of: region.face.direction(u: u, v: v)),
                        edge.distance(column: place.column, row: place.row) > width + 2 * step
                    else { continue }
                    inside += 1
                    #expect(image[column, row] == alone[column, row])
                }
            }
        }
        #expect(inside > 5000)
    }

    @Test func `tones are what their formulas say`() throws {
        let address = TileAddress(level: 0, face: .front, row: 0, column: 0)
        let pyramid = Pyramid(tileSize: 16, levelCount: 1)
        for colour in [SIMD3<UInt8>(0, 0, 0), SIMD3(255, 255, 255), SIMD3(200, 30, 90), SIMD3(12, 130, 250)] {
            let light = SIMD3<Double>((0..<3).map { Self.light(Double(colour[$0])) })
            let luminance = 0.2126 * light.x + 0.7152 * light.y + 0.0722 * light.z
            let wanted: [Tone: SIMD3<Double>] = [
                .keep: light,
                .fade: 0.34 * (0.25 * light + SIMD3(repeating: 0.75 * luminance)),
                .sepia: SIMD3(0.022, 0.014, 0.008) + luminance * SIMD3(0.838, 0.706, 0.492),
                .paper: SIMD3(0.42, 0.37, 0.3),
            ]
            for tone in Tone.allCases {
                let image = CompositeSampler(below: Plain(colour: colour), tone: tone, layers: [])
                    .tile(address, of: pyramid)
                let shown = try #require(wanted[tone])
                for channel in 0..<3 {
                    #expect(abs(Double(image[3, 5][channel]) - Self.level(shown[channel])) <= 1)
                }
                #expect(image[3, 5].w == 255)
            }
        }
    }

    @Test(arguments: [SampleDepth.byte, .deep]) func `every instruction set gives the same bytes`(depth: SampleDepth)
        async throws
    {
        var tiles: [InstructionSet: [PixelBuffer]] = [:]
        for set in InstructionSet.available {
            var layers: [LayerSampler] = []
            for (index, one) in Self.projections.enumerated() {
                let (layer, _) = try await Self.layer(one.projection, depth, using: set) { _, column, row in
                    SIMD3(Double((column * 3 + index * 50) % 256), Double(row % 256), Double((column ^ row) % 256))
                }
                layers.append(layer)
            }
            let below = try await SourceSamplerTests.sampler(
                .equirectangular(EquirectangularRegion(width: 256, height: 128)),
                using: set
            ) { _, column, row in SIMD3(Double(column), Double(row), 77) }
            let sampler = CompositeSampler(below: below, tone: .fade, layers: layers)
            tiles[set] = Self.pyramid.addresses.filter { $0.level < 2 }.map { sampler.tile($0, of: Self.pyramid) }
        }
        let first = try #require(tiles[.portable])
        for (_, others) in tiles { #expect(others == first) }
    }

    @Test func `the key knows all that changes tiles, to a millionth of a degree`() {
        func composite(_ yaw: Double = 10, tone: Tone = .fade, column: Int = 0, below: String? = "base") -> SphereSource
        {
            let view = RectilinearView(
                width: 20,
                height: 10,
                pose: Pose(headingDeg: yaw, pitchDeg: -0.0000001, rollDeg: 0),
                fieldOfViewDeg: 40
            )
            return .composite(
                Composite(
                    below: below.map { .panorama(PlainPanorama(path: $0)) },
                    tone: tone,
                    layers: [PictureLayer(path: "a", column: column, projection: .rectilinear(view))]
                )
            )
        }
        func lines(_ source: SphereSource) -> [String] { source.lines { Digest(of: Array($0.utf8)) } }
        let (base, photo) = (Digest(of: Array("base".utf8)), Digest(of: Array("a".utf8)))
        #expect(
            lines(composite()) == [
                "composite fade", "below", "file \(base)", "end", "over \(photo)", "part 0 0 20 10",
                "rectilinear 10.000000 0.000000 0.000000 40.000000 0.000000 0.000000 0.000000",
            ]
        )
        #expect(composite(10.0000001) == composite() && lines(composite(10.0000001)) == lines(composite()))
        let others = [composite(10.00001), composite(tone: .keep), composite(column: 1), composite(below: nil)]
        #expect(Set(others.map(lines)).count == 4 && !others.contains(composite()))
    }
}
