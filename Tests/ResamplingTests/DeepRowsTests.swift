import Foundation
import Resampling
import TestSupport
import Testing

@Suite struct DeepRowsTests {
    static let width = 256

    /// A window over a whole panorama, and over what is half as large.
    static func levels(_ set: InstructionSet, _ value: (_ column: Int, _ row: Int) -> UInt16) -> [SourceLevel] {
        let sizes = PanoramaSizes(width: width, height: width / 2, halvings: 1)
        var levels = SourceLevels(sizes, kept: [.pixels, .pixels], depth: .deep, using: set)
        for first in stride(from: 0, to: width / 2, by: SourceLevel.rowsPerBlock) {
            let rows = first..<first + SourceLevel.rowsPerBlock
            let prepared = levels.preparation.prepare(
                RowBlock(deepRows: rows, width: width) { pixels, samplesPerRow in
                    for row in rows {
                        for column in 0..<width {
                            for channel in 0..<4 {
                                let at = (row - first) * samplesPerRow + column * 4 + channel
                                pixels[at] = channel == 3 ? .max : value(column, row)
                            }
                        }
                    }
                }
            )
            levels.add(prepared)
        }
        return levels.levels
    }

    /// The middle of a face, 64 by 24 texels, of which each is a pixel of the panorama.
    static func sampler(height: Int) -> UprightSampler {
        UprightSampler(
            columns: (0..<64).map { Int32(height * 1024 + $0 * 1024 + 300) },
            cosines: [Float](repeating: 1, count: 64),
            heights: (0..<24).map { Float(tan((Double(12 - $0) + 0.3) * .pi / Double(height))) },
            panoramaHeight: height
        )
    }

    /// 16-bit steps that are a small part of a byte's survive until the last rounding: along a ramp of one grey level in fifty
    /// pixels, bytes change where the ramp passes their middle, to a fiftieth of a level.
    @Test(arguments: InstructionSet.available)
    func `rounds once`(set: InstructionSet) {
        let exact = { (column: Double) in 100 + (column - 128) / 50 }
        let levels = Self.levels(set) { column, _ in UInt16((exact(Double(column)) * 257).rounded()) }
        let image = Self.sampler(height: 128).sample(levels[0].pixels, filter: .lanczos3, using: set)
        for column in 0..<64 {
            let value = exact(128 + Double(column) + 300.0 / 1024)
            for row in 0..<24 { #expect(abs(Double(image[column, row].x) - value) < 0.52) }
        }
    }

    @Test func `gives the same bytes with every instruction set`() {
        var random = SplitMix64(state: 5)
        let noise = (0..<Self.width * Self.width / 2).map { _ in UInt16(truncatingIfNeeded: random.next()) }
        let rings = PolarRings(width: Self.width, height: Self.width / 2, faceSize: 80)
        let axis = (0..<80).map { (2 * Float($0) + 1) / 80 - 1 }
        let images = InstructionSet.available.map { set in
            let levels = Self.levels(set) { column, row in noise[row * Self.width + column] }
            let upright = [0, 1].map { level in
                Self.sampler(height: 128 >> level).sample(levels[level].pixels, filter: .bicubic, using: set)
            }
            let polar = [false, true].map { isSouth in
                PolarSampler(
                    u: axis,
                    w: axis,
                    width: Self.width,
                    height: Self.width / 2,
                    isSouth: isSouth,
                    rings: rings
                )
                .sample(levels[0].pixels, rows: -3..<Self.width / 2 + 3, filter: .lanczos3, using: set)
            }
            return upright + polar
        }
        for image in images { #expect(image == images[0]) }
    }
}
