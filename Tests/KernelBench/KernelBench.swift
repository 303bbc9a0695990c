import Panorama
import Resampling
import TestSupport

/// How fast faces are read from a panorama of 8192 x 4096 pixels when its rows are all there: nothing is decoded, halved or encoded,
/// and where each texel lies is computed as always. One JSON object a line, for `Tools/bench/pipeline`.
@main
struct KernelBench {
    static let panorama = Equirectangular(width: 8192, height: 4096)
    static let pyramid = Pyramid(faceSize: panorama.faceSize)

    static func main() async {
        let window = noise()
        let rings = PolarRings(width: panorama.width, height: panorama.height, faceSize: pyramid.faceSize)
        let tiles = CubeFace.allCases.flatMap { pyramid.addresses(level: pyramid.levelCount - 1, face: $0) }
        for filter in [ResamplingFilter.lanczos3, .bicubic] {
            for threads in 1...2 {
                // The first round also makes what is made once for a panorama.
                var speeds: [Double] = []
                for _ in 0..<6 {
                    let start = ContinuousClock.now
                    await withTaskGroup { group in
                        for thread in 0..<threads {
                            group.addTask { @concurrent in
                                for index in stride(from: thread, to: tiles.count, by: threads) {
                                    render(tiles[index], window, rings, filter)
                                }
                            }
                        }
                    }
                    let seconds = start.duration(to: .now) / .seconds(1)
                    speeds.append(Double(tiles.count * pyramid.tileSize * pyramid.tileSize) / seconds / 1e6)
                }
                let median = speeds.dropFirst().sorted()[2]
                print("{\"filter\": \"\(filter.rawValue)\", \"threads\": \(threads), \"mpx_per_s\": \(median)}")
            }
        }
    }

    static func noise() -> RowWindow {
        var random = SplitMix64(state: 1)
        let sizes = PanoramaSizes(width: panorama.width, height: panorama.height, halvings: 0)
        var levels = SourceLevels(sizes, kept: [.pixels], depth: .byte, using: .best)
        for first in stride(from: 0, to: panorama.height, by: SourceLevel.rowsPerBlock) {
            let rows = first..<first + SourceLevel.rowsPerBlock
            let block = RowBlock(rows: rows, width: panorama.width) { pixels, _ in
                for index in pixels.indices { pixels[index] = UInt8(truncatingIfNeeded: random.next()) }
            }
            levels.add(levels.preparation.prepare(block))
        }
        return levels.levels[0].pixels
    }

    static func render(_ tile: TileAddress, _ window: RowWindow, _ rings: PolarRings, _ filter: ResamplingFilter) {
        let region = FaceRegion(tile, of: pyramid)
        switch tile.face {
        case .front, .right, .back, .left:
            let sampler = UprightSampler(
                columns: region.u.map { u in
                    Int32((panorama.position(of: tile.face.direction(u: u, v: 0)).x * 1024).rounded())
                },
                cosines: region.u.map { Float(1 / (1 + $0 * $0).squareRoot()) },
                heights: region.v.map { Float(-$0) },
                panoramaHeight: panorama.height
            )
            _ = sampler.sample(window, filter: filter, using: .best)
        case .up, .down:
            let reached = region.rows(in: panorama)
            let sampler = PolarSampler(
                u: region.u.map { Float($0) },
                w: region.v.map { Float(tile.face == .up ? $0 : -$0) },
                width: panorama.width,
                height: panorama.height,
                isSouth: tile.face == .down,
                rings: rings
            )
            let first = max(Int(reached.lowerBound.rounded(.down)) - 3, -SourceLevel.poleRows)
            let end = min(Int(reached.upperBound.rounded(.down)) + 5, panorama.height + SourceLevel.poleRows)
            _ = sampler.sample(window, rows: first..<end, filter: filter, using: .best)
        }
    }
}
