import Resampling
import TestSupport
import Testing

/// Pixels read between the pixels of a picture in memory.
@Suite struct SamplingTests {
    static let (width, height) = (40, 20)

    /// A picture that goes on by its outermost pixels.
    static func picture(_ depth: SampleDepth, _ value: (Int, Int) -> SIMD4<UInt16>) -> PictureLevel {
        let memory = PictureMemory(byteCount: PictureLevel.byteCount(width: width, height: height, depth: depth))
        let level = PictureLevel(width: width, height: height, depth: depth, in: memory, at: 0)
        let values = (0..<height).map { row in (0..<width).map { value($0, row) } }
        switch depth {
        case .byte:
            level.fill(0..<height) { pixels, bytesPerRow in
                for row in 0..<height {
                    for at in 0..<4 * width { pixels[row * bytesPerRow + at] = UInt8(values[row][at / 4][at % 4] >> 8) }
                }
            }
        case .deep:
            level.fillDeep(0..<height) { samples, samplesPerRow in
                for row in 0..<height {
                    for at in 0..<4 * width { samples[row * samplesPerRow + at] = values[row][at / 4][at % 4] }
                }
            }
        }
        level.continueOverEdges(.repeated)
        return level
    }

    static func bytes(_ depth: SampleDepth, _ colour: (Int, Int) -> SIMD4<UInt8>) -> PictureLevel {
        picture(depth) { SIMD4<UInt16>(truncatingIfNeeded: colour($0, $1)) &* 257 }
    }

    static func sample(
        _ picture: PictureLevel,
        _ columns: [Double],
        _ rows: [Double],
        _ filter: ResamplingFilter,
        _ set: InstructionSet = .best
    ) -> PixelBuffer {
        var image = PixelBuffer(width: columns.count, height: 1)
        picture.sample(places(picture, columns, rows), filter: filter, using: set, into: &image, column: 0, row: 0)
        return image
    }

    static func places(_ picture: PictureLevel, _ columns: [Double], _ rows: [Double]) -> PixelPlaces {
        PixelPlaces(
            PixelRegion(column: 0, row: 0, width: columns.count, height: 1),
            columns: columns,
            rows: rows,
            stride: columns.count,
            scale: (1, 1),
            in: picture,
            reach: 0
        )
    }

    static let everyWay = InstructionSet.available.flatMap { set in [SampleDepth.byte, .deep].map { (set, $0) } }

    @Test(arguments: everyWay, ResamplingFilter.allCases)
    func `gives a pixel's own value at its centre`(
        way: (set: InstructionSet, depth: SampleDepth),
        filter: ResamplingFilter
    ) {
        var random = SplitMix64(state: 3)
        let noise = (0..<Self.width * Self.height).map { _ in
            let bits = random.next()
            return SIMD4(UInt8(bits & 255), UInt8(bits >> 8 & 255), UInt8(bits >> 16 & 255), 255)
        }
        let places = noise.indices.map { (column: $0 % Self.width, row: $0 / Self.width) }
        let image = Self.sample(
            Self.bytes(way.depth) { noise[$1 * Self.width + $0] },
            places.map { Double($0.column) },
            places.map { Double($0.row) },
            filter,
            way.set
        )
        #expect(noise.indices.allSatisfy { image[$0, 0] == noise[$0] })
    }

    /// Whatever the filter, a ramp stays the ramp it was: nothing moves. Here 2x + 3y, to the nearest byte.
    @Test(arguments: everyWay, ResamplingFilter.allCases)
    func `keeps ramps exactly`(way: (set: InstructionSet, depth: SampleDepth), filter: ResamplingFilter) {
        let ramp = Self.bytes(way.depth) { column, row in
            SIMD4(UInt8(40 + 2 * column + 3 * row), UInt8(200 - 3 * row), 9, 255)
        }
        // Two pixels from the edges, where the ramp ends.
        let (x, y) = ((0...700).map { 2 + Double($0) / 21 }, (0...700).map { 2 + Double($0) / 50 })
        let image = Self.sample(ramp, x, y, filter, way.set)
        for step in 0...700 {
            let pixel = image[step, 0]
            #expect(abs(Double(pixel.x) - (40 + 2 * x[step] + 3 * y[step])) <= 0.51)
            #expect(abs(Double(pixel.y) - (200 - 3 * y[step])) <= 0.51)
            #expect(pixel.z == 9 && pixel.w == 255)
        }
    }

    @Test(arguments: everyWay, [0, 1, 127, 128, 254, 255] as [UInt8])
    func `leaves a constant picture as it is`(way: (set: InstructionSet, depth: SampleDepth), value: UInt8) {
        let constant = Self.bytes(way.depth) { _, _ in SIMD4(value, value, value, 255) }
        let steps = (0...4096).map { -0.5 + Double($0) * 39.9 / 4096 }
        for filter in ResamplingFilter.allCases {
            let image = Self.sample(constant, steps, steps.map { $0 / 2.1 }, filter, way.set)
            #expect((0..<image.width).allSatisfy { image[$0, 0] == SIMD4(value, value, value, 255) })
        }
    }

    /// A picture that rises by a fiftieth of a grey level a pixel: bytes change where the ramp passes their middle.
    @Test(arguments: InstructionSet.available) func `rounds 16 bits once`(set: InstructionSet) {
        let exact = { (column: Double) in 100 + (column - 20) / 50 }
        let ramp = Self.picture(.deep) { column, _ in
            SIMD4(UInt16((exact(Double(column)) * 257).rounded()), 0, 0, .max)
        }
        let columns = (0...300).map { 2 + Double($0) / 9 }
        let image = Self.sample(ramp, columns, columns.map { _ in 9.3 }, .lanczos3, set)
        for (index, column) in columns.enumerated() { #expect(abs(Double(image[index, 0].x) - exact(column)) < 0.52) }
    }

    @Test(arguments: [SampleDepth.byte, .deep], ResamplingFilter.allCases)
    func `gives the same with every instruction set`(depth: SampleDepth, filter: ResamplingFilter) {
        var random = SplitMix64(state: 7)
        let noise = Self.picture(depth) { _, _ in
            let bits = random.next()
            return SIMD4(UInt16(bits & 0xFFFF), UInt16(bits >> 16 & 0xFFFF), bits & 1 << 40 == 0 ? 0 : .max, .max)
        }
        let columns = (0..<5000).map { _ in Double.random(in: -3...42, using: &random) }
        let rows = (0..<5000).map { _ in Double.random(in: -3...22, using: &random) }
        let places = Self.places(noise, columns, rows)
        let images = InstructionSet.available.map { Self.sample(noise, columns, rows, filter, $0) }
        let deep = InstructionSet.available.map { noise.deepPixels(places, filter: filter, using: $0) }
        #expect(images.allSatisfy { $0 == images[0] } && deep.allSatisfy { $0 == deep[0] })
        // And it is noise.
        #expect(Set((0..<5000).map { images[0][$0, 0].x }).count > 200)
    }
}
