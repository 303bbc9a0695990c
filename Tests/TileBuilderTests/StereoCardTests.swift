import Foundation
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

/// Cards drawn from scenes whose geometry is known; what is found of them is held to that.
@Suite struct StereoCardTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var seed: UInt64
        var width = 1200
        var turnDeg = (left: 0.0, right: 0.0)
        var shift = SIMD2<Double>(0, 0)
        var scale = 1.0
        var arch = 0.0

        var card: MadeUpCard {
            var card = MadeUpCard(StereoScene(street: seed), width: width)
            card.left.turnDeg = turnDeg.left
            card.right.turnDeg = turnDeg.right
            card.right.middle += shift
            card.right.scale = scale
            card.arch = arch
            return card
        }
    }

    static let cases = [
        Case(testDescription: "straight", seed: 1),
        Case(testDescription: "turned and shifted", seed: 2, turnDeg: (0.3, -0.9), shift: [3, 7.3]),
        Case(testDescription: "turned the other way", seed: 3, turnDeg: (-0.4, 1.2), shift: [-6, -5.4]),
        Case(testDescription: "larger", seed: 4, turnDeg: (0, 0.5), shift: [2, 4], scale: 1.015),
        Case(testDescription: "arched", seed: 5, turnDeg: (0.2, -0.3), shift: [0, 3.5], arch: 0.25),
        Case(testDescription: "a large scan", seed: 6, width: 2700, turnDeg: (0.1, 0.6), shift: [5, -9]),
    ]

    @Test(arguments: cases)
    func `Turn, size and heights of the prints are found`(_ example: Case) throws {
        let made = example.card
        let card = try StereoCard(CardScan(made.picture()))
        #expect(abs(card.alignment.rotationDeg - (example.turnDeg.right - example.turnDeg.left)) <= 0.05)
        #expect(abs(card.alignment.scale - example.scale) <= 0.001)
        // In a wide scan four pixels are one of the reduced one.
        let pixels = Double(CardScan.reduction(width: made.width))
        let eyes = try #require(card.views(of: Self.half(made), swapsEyes: false))
        let pairs = made.pairs(count: 600).compactMap { Self.seen($0, eyes) }
        #expect(pairs.count > 300)
        let focal = eyes.left.view.focal
        let heights = pairs.map { abs($0.left.y - $0.right.y) * focal / pixels }.sorted()
        #expect(heights[heights.count * 95 / 100] <= 0.5)
        // The farthest thing is at infinity and nothing beyond, to a pixel: crossed is to the right for the left eye.
        let crossed = pairs.map { ($0.left.x - $0.right.x) * focal / pixels }.sorted()
        #expect(abs(crossed[crossed.count / 50]) <= 1)
        #expect(crossed[0] >= -1.5)
    }

    @Test(arguments: cases)
    func `What the eyes see is print and no mount, and most of the print`(_ example: Case) throws {
        let made = example.card
        let card = try StereoCard(CardScan(made.picture()))
        let eyes = try #require(card.views(of: Self.half(made), swapsEyes: false))
        for (eye, print) in [(eyes.left, made.left), (eyes.right, made.right)] {
            let area = eye.area
            let (right, bottom) = (area.column + area.width, area.row + area.height)
            for (x, y) in [(area.column, area.row), (right, area.row), (area.column, bottom), (right, bottom)] {
                #expect(made.shows(print.own(SIMD2(Double(x), Double(y)))))
            }
            let share = Double(area.width * area.height) / (made.size.x * made.size.y)
            #expect(share >= (example.arch > 0 ? 0.75 : 0.8))
        }
    }

    /// The left half of the card as one photograph, looking ahead.
    static func half(_ card: MadeUpCard) -> RectilinearView {
        RectilinearView(
            width: card.width / 2,
            height: card.height,
            pose: Pose(headingDeg: 20, pitchDeg: 5, rollDeg: 1),
            lens: PhotoLens(fieldOfViewDeg: 50)
        )
    }

    /// Where both eyes have a pair of places, in the plane at distance 1 before the left eye's picture: to the right and up.
    static func seen(
        _ pair: (left: SIMD2<Double>, right: SIMD2<Double>),
        _ eyes: (left: EyeView, right: EyeView)
    ) -> (left: SIMD2<Double>, right: SIMD2<Double>)? {
        let pose = eyes.left.view.pose
        func place(_ eye: EyeView, _ place: SIMD2<Double>) -> SIMD2<Double>? {
            let own = place - SIMD2(Double(eye.area.column), Double(eye.area.row))
            guard own.x >= 0, own.y >= 0, own.x <= Double(eye.area.width), own.y <= Double(eye.area.height) else {
                return nil
            }
            guard let direction = eye.view.direction(x: own.x, y: own.y) else { return nil }
            // By the definition of heading, pitch and roll.
            let (yaw, pitch, roll) = (
                pose.headingDeg * .pi / 180, pose.pitchDeg * .pi / 180, pose.rollDeg * .pi / 180
            )
            let forward = SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
            let level = SIMD3(cos(yaw), 0, sin(yaw))
            let above = SIMD3(-sin(yaw) * sin(pitch), cos(pitch), cos(yaw) * sin(pitch))
            let (right, up) = (cos(roll) * level - sin(roll) * above, cos(roll) * above + sin(roll) * level)
            let depth = (direction * forward).sum()
            return SIMD2((direction * right).sum(), (direction * up).sum()) / depth
        }
        guard let left = place(eyes.left, pair.left), let right = place(eyes.right, pair.right) else { return nil }
        return (left, right)
    }

    @Test func `Swapped prints of streets are named, and no others`() throws {
        var (named, rightly) = (0, 0)
        let seeds: [UInt64] = Array(100..<140)
        for seed in seeds {
            let swapped = try StereoCard(
                CardScan(MadeUpCard(StereoScene(street: seed), width: 700, isSwapped: true).picture())
            )
            let right = try StereoCard(CardScan(MadeUpCard(StereoScene(street: seed), width: 700).picture()))
            if swapped.order.isSurelySwapped { named += 1 }
            if right.order.isSurelyRight { rightly += 1 }
            #expect(!swapped.order.isSurelyRight)
            #expect(!right.order.isSurelySwapped)
            #expect(right.doubt(swapsEyes: false) == nil)
        }
        #expect(named >= seeds.count * 95 / 100)
        #expect(rightly >= seeds.count * 95 / 100)
    }

    @Test func `Of flat pictures nothing is claimed`() throws {
        for seed in UInt64(200)..<220 {
            var card = MadeUpCard(StereoScene(flat: seed), width: 700)
            card.right.turnDeg = Double(seed % 5) * 0.4 - 0.8
            card.right.middle += SIMD2(Double(seed % 3), Double(seed % 7) - 3)
            let order = try StereoCard(CardScan(card.picture())).order
            #expect(!order.isSurelySwapped && !order.isSurelyRight)
        }
    }

    @Test func `Swapping puts the other print before each eye, in the same place`() throws {
        let made = MadeUpCard(StereoScene(street: 7), width: 1000, isSwapped: true)
        let card = try StereoCard(CardScan(made.picture()))
        let eyes = try #require(card.views(of: Self.half(made), swapsEyes: true))
        #expect(eyes.left.area.column > eyes.right.area.column)
        let pairs = made.pairs(count: 400).compactMap { Self.seen(($0.right, $0.left), eyes) }
        let crossed = pairs.map { ($0.left.x - $0.right.x) * eyes.right.view.focal }.sorted()
        #expect(abs(crossed[crossed.count / 50]) <= 1)
        // The left print is the one that was placed.
        let own = try #require(eyes.right.view.direction(x: 100, y: 100))
        let (column, row) = (Double(eyes.right.area.column), Double(eyes.right.area.row))
        let placed = try #require(Self.half(made).direction(x: column + 100, y: row + 100))
        #expect((own * placed).sum() > 1 - 1e-12)
    }

    @Test func `Two pictures of different things are no card`() {
        var card = MadeUpCard(StereoScene(street: 8), width: 700)
        var image = card.picture()
        card.scene = StereoScene(street: 9)
        let other = card.picture()
        for row in 0..<image.height {
            for column in image.width / 2..<image.width { image[column, row] = other[column, row] }
        }
        #expect(throws: StereoCardFault.self) { try StereoCard(CardScan(image)) }
    }

    @Test func `One even colour, and the smallest pictures, are no card`() {
        for (width, height) in [(1, 1), (1, 900), (900, 1), (63, 40), (300, 200), (5000, 3)] {
            #expect(throws: StereoCardFault.self) {
                try StereoCard(CardScan(PixelBuffer(width: width, height: height)))
            }
        }
    }
}
