import Foundation
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

/// Pictures of all sizes that somebody may take for a card: they are one, or are said to be none.
@Suite struct StereoCardSizesTests {
    enum Content: CaseIterable {
        case even, noise, across, down, alike
    }

    static func scan(_ content: Content, width: Int, height: Int, seed: UInt64) -> CardScan {
        var random = SplitMix64(state: seed)
        let half = max(1, width / 2)
        let tile = (0..<half * height).map { _ in Float.random(in: 0...255, using: &random) }
        var colours: [SIMD3<Float>] = []
        for row in 0..<height {
            for column in 0..<width {
                let grey: Float =
                    switch content {
                    case .even: 120
                    case .noise: .random(in: 0...255, using: &random)
                    case .across: 255 * Float(column) / Float(width)
                    case .down: 255 * Float(row) / Float(height)
                    case .alike: tile[row * half + column % half]
                    }
                colours.append(SIMD3(repeating: grey))
            }
        }
        return CardScan(width: width, height: height, reduction: 1, colours: colours)
    }

    /// Whether it is a card; its eyes' views lie in its picture.
    static func isCard(_ scan: CardScan) throws -> Bool {
        do {
            let card = try StereoCard(scan)
            let view = RectilinearView(
                width: max(1, scan.width / 2),
                height: scan.height,
                pose: Pose(),
                fieldOfViewDeg: 50
            )
            for swapsEyes in [false, true] {
                _ = card.doubt(swapsEyes: swapsEyes)
                guard let eyes = card.views(of: view, swapsEyes: swapsEyes) else { continue }
                for area in [eyes.left.area, eyes.right.area] {
                    #expect(area.column >= 0 && area.row >= 0)
                    #expect(area.column + area.width <= scan.width && area.row + area.height <= scan.height)
                }
            }
            return true
        } catch {
            return false
        }
    }

    @Test(
        arguments: [
            (1, 1), (1, 40_000), (2, 50), (64, 32), (64, 128), (64, 129), (64, 2500), (64, 8000), (70, 5000),
            (300, 30_000), (1799, 40), (65, 33),
        ],
        Content.allCases
    )
    func `Narrow, high and tiny pictures are no cards`(size: (width: Int, height: Int), content: Content) throws {
        #expect(try !Self.isCard(Self.scan(content, width: size.width, height: size.height, seed: 1)))
    }

    @Test func `Whatever size a picture has, it is a card or said to be none`() throws {
        var random = SplitMix64(state: 20)
        var cards = 0
        for index in 0..<160 {
            let width = Int(exp(Double.random(in: 0...log(2000), using: &random)))
            let most = min(40_000, 300_000 / width)
            let height = Int(exp(Double.random(in: 0...log(Double(most)), using: &random)))
            let content = Content.allCases[index % Content.allCases.count]
            if try Self.isCard(Self.scan(content, width: width, height: height, seed: UInt64(index))) {
                #expect(content == .alike)
                cards += 1
            }
        }
        // Two halves that are alike are a card where they are large enough.
        #expect(cards > 0)
    }
}
