import Foundation
import Panorama
import Resampling
import TestSupport
import Testing
import TileBuilder

/// Pictures whose faults were put in by the test, and the same without them.
@Suite struct RestorationTests {
    /// Grey levels of three channels.
    typealias Colour = SIMD3<Double>

    static func level(width: Int, height: Int, depth: SampleDepth = .byte, _ colour: (Int, Int) -> Colour)
        -> PictureLevel
    {
        let level = PictureLevel(
            width: width,
            height: height,
            depth: depth,
            in: PictureMemory(byteCount: PictureLevel.byteCount(width: width, height: height, depth: depth)),
            at: 0
        )
        for row in 0..<height {
            var samples = [UInt16](repeating: 16320, count: width * 4)
            for column in 0..<width {
                let value = colour(column, row)
                for channel in 0..<3 {
                    let grey = min(max(value[channel], 0), 255)
                    let stored = depth == .byte ? grey.rounded() * 64 : (grey * 64).rounded()
                    samples[4 * column + channel] = UInt16(stored)
                }
            }
            level.setDeepSamples(in: PixelRegion(column: 0, row: row, width: width, height: 1), to: samples)
        }
        return level
    }

    static func samples(_ level: PictureLevel) -> [UInt16] {
        level.deepSamples(in: PixelRegion(column: 0, row: 0, width: level.width, height: level.height))
    }

    static func light(_ grey: Double) -> Double {
        let value = grey / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }

    static func grey(_ light: Double) -> Double {
        255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055)
    }

    // MARK: - Bands

    /// A round view: a sky that is lighter towards the sun, hills, and rough ground with trees that stand before all of it.
    static func view(width: Int, height: Int, seed: UInt64) -> [[Double]] {
        let scene = StereoScene(flat: seed)
        var random = SplitMix64(state: seed)
        return (0..<height).map { row in
            let down = Double(row) / Double(height)
            return (0..<width).map { column in
                let yaw = 2 * Double.pi * Double(column) / Double(width)
                let hills = 0.5 + 0.06 * sin(3 * yaw) + 0.03 * sin(11 * yaw + 1)
                let grain = Double.random(in: -2...2, using: &random)
                if down < hills { return 150 + 45 * cos(yaw) + 30 * down + grain }
                let rough = scene.look(from: 0, SIMD2(Double(column) / 90, -Double(row) / 90)).grey
                return rough * (0.75 + 0.15 * cos(yaw)) + grain
            }
        }
    }

    /// By column, the factors of five prints and of a camera that stuttered.
    static func factors(width: Int) -> [Double] {
        let prints = [1, 0.84, 1.08, 0.92, 1.03]
        let stutters = [(0.11, 0.88, 9.0), (0.3, 1.1, 5), (0.52, 0.9, 14), (0.7, 1.09, 8), (0.93, 0.93, 20)]
        return (0..<width).map { column in
            let print = prints[min(column * prints.count / width, prints.count - 1)]
            return stutters.reduce(print) { factor, stutter in
                let way = (Double(column) - stutter.0 * Double(width)) / stutter.2
                return factor * (1 + (stutter.1 - 1) * exp(-way * way / 2))
            }
        }
    }

    /// By column, the median of the logarithms of how much more light there is than in the true picture, without their mean.
    static func excess(_ level: PictureLevel, over truth: [[Double]]) -> [Double] {
        let samples = samples(level)
        let excess = (0..<level.width).map { column -> Double in
            let ratios = truth.indices.compactMap { row -> Double? in
                let grey = Double(samples[4 * (row * level.width + column)]) / 64
                guard (20...235).contains(grey), (20...235).contains(truth[row][column]) else { return nil }
                return log(light(grey) / light(truth[row][column]))
            }
            return ratios.sorted()[ratios.count / 2]
        }
        let mean = excess.reduce(0, +) / Double(excess.count)
        return excess.map { $0 - mean }
    }

    static func even(_ level: PictureLevel, isTurn: Bool = true, jobs: Int = 1) async throws {
        try await PictureCorrections(evensExposure: true).apply(to: level, isTurn: isTurn, jobs: jobs)
    }

    @Test(arguments: [UInt64(1), 2, 3], [true, false])
    func `Bands are evened, and the light of the scene stays`(seed: UInt64, isTurn: Bool) async throws {
        let (width, height) = (1600, 480)
        let truth = Self.view(width: width, height: height, seed: seed)
        let factors = Self.factors(width: width)
        let level = Self.level(width: width, height: height) { column, row in
            Colour(repeating: Self.grey(Self.light(truth[row][column]) * factors[column]))
        }
        let before = Self.excess(level, over: truth)
        try await Self.even(level, isTurn: isTurn)
        let after = Self.excess(level, over: truth)
        // Where prints meet, columns a little to the left and to the right of the seam.
        for seam in 1..<5 {
            let column = seam * width / 5
            #expect(abs(before[column + 6] - before[column - 6]) > 0.08)
            #expect(abs(after[column + 6] - after[column - 6]) < 0.03)
        }
        let sorted = (before.map(abs).sorted(), after.map(abs).sorted())
        #expect(sorted.0[width * 95 / 100] > 0.12)
        #expect(sorted.1[width * 95 / 100] < 0.05)
        #expect(sorted.1[width / 2] < 0.02)
    }

    @Test(arguments: [UInt64(4), 5, 6])
    func `A picture without bands stays as it is`(seed: UInt64) async throws {
        let truth = Self.view(width: 1600, height: 480, seed: seed)
        let level = Self.level(width: 1600, height: 480) { Colour(repeating: truth[$1][$0]) }
        try await Self.even(level)
        let after = Self.excess(level, over: truth).map(abs).sorted()
        #expect(after[1600 * 95 / 100] < 0.012)
        #expect(after[1599] < 0.04)
    }

    /// Half of the rows is no band, however even they are.
    @Test func `A house that does not reach down and up the picture is no band`() async throws {
        var truth = Self.view(width: 1600, height: 480, seed: 7)
        for row in 0..<300 { for column in 500..<640 { truth[row][column] *= 0.6 } }
        let level = Self.level(width: 1600, height: 480) { Colour(repeating: truth[$1][$0]) }
        try await Self.even(level)
        let after = Self.excess(level, over: truth)
        #expect(abs(after[570] - after[450]) < 0.05)
    }

    @Test func `What is burnt out stays white`() async throws {
        let factors = Self.factors(width: 1600)
        let level = Self.level(width: 1600, height: 480) { column, row in
            row < 120 ? Colour(repeating: 255) : Colour(repeating: Self.grey(0.3 * factors[column]))
        }
        try await Self.even(level)
        let samples = Self.samples(level)
        #expect((0..<1600 * 120).allSatisfy { samples[4 * $0] == 16320 })
    }

    // MARK: - Dust

    struct Speck {
        var middle: SIMD2<Double>
        var radius: Double
        var grey: Double
    }

    static func specks(count: Int, width: Int, height: Int, seed: UInt64) -> [Speck] {
        var random = SplitMix64(state: seed)
        return (0..<count).map { index in
            Speck(
                middle: SIMD2(
                    Double.random(in: 20...Double(width) - 20, using: &random),
                    Double.random(in: 20...Double(height) - 20, using: &random)
                ),
                radius: .random(in: 0.9...2, using: &random),
                grey: index % 2 == 0 ? 20 : 245
            )
        }
    }

    /// The sky of a picture, with its grain.
    static func sky(_ column: Int, _ row: Int, _ random: inout SplitMix64) -> Double {
        130 + 0.04 * Double(column) + 0.03 * Double(row) + Double.random(in: -4...4, using: &random)
    }

    @Test(arguments: [SampleDepth.byte, .deep])
    func `Specks on even ground are filled from around`(depth: SampleDepth) async throws {
        let (width, height) = (900, 640)
        let specks = Self.specks(count: 80, width: width, height: height, seed: 1)
        var random = SplitMix64(state: 2)
        let level = Self.level(width: width, height: height, depth: depth) { column, row in
            var value = Self.sky(column, row, &random)
            for speck in specks {
                let way = SIMD2(Double(column), Double(row)) - speck.middle
                let cover = min(max(speck.radius + 0.5 - (way * way).sum().squareRoot(), 0), 1)
                value += cover * (speck.grey - value)
            }
            return Colour(repeating: value)
        }
        try await PictureCorrections(removesDust: true).apply(to: level, isTurn: false, jobs: 2)
        let samples = Self.samples(level)
        var gone = 0
        for speck in specks {
            let (column, row) = (Int(speck.middle.x.rounded()), Int(speck.middle.y.rounded()))
            let own = 130 + 0.04 * Double(column) + 0.03 * Double(row)
            var most = 0.0
            for y in row - 3...row + 3 {
                for x in column - 3...column + 3 {
                    let grey = Double(samples[4 * (y * width + x)]) / 64
                    most = max(most, abs(grey - own))
                }
            }
            // Within the grain.
            if most <= 10 { gone += 1 }
        }
        #expect(gone >= specks.count * 95 / 100)
    }

    @Test func `A short scratch is filled, a wire is not`() async throws {
        var random = SplitMix64(state: 3)
        let level = Self.level(width: 900, height: 640) { column, row in
            let isScratch = column == 200 && (100..<140).contains(row)
            let isWire = row == 400 || column == 700
            return Colour(repeating: isScratch ? 250 : isWire ? 30 : Self.sky(column, row, &random))
        }
        try await PictureCorrections(removesDust: true).apply(to: level, isTurn: false, jobs: 1)
        let samples = Self.samples(level)
        #expect((100..<140).allSatisfy { samples[4 * ($0 * 900 + 200)] < 190 * 64 })
        #expect((0..<900).allSatisfy { samples[4 * (400 * 900 + $0)] == 30 * 64 })
        #expect((0..<640).allSatisfy { samples[4 * ($0 * 900 + 700)] == 30 * 64 })
    }

    struct Share {
        /// Of the damaged pixels those that are within 24 levels of the truth again.
        var repaired = 0.0
        /// Root mean square of their error before.
        var errorBefore = 0.0
        /// Of the undamaged pixels.
        var changed = 0.0
    }

    /// A brown street or view, damaged where a test says so.
    static func restored(
        _ truth: [[Double]],
        jobs: Int = 2,
        damage: (_ column: Int, _ row: Int) -> Double?
    ) async throws -> Share {
        let (width, height) = (truth[0].count, truth.count)
        let tint = Colour(1, 0.93, 0.8)
        let level = Self.level(width: width, height: height) { tint * (damage($0, $1) ?? truth[$1][$0]) }
        let before = samples(level)
        try await PictureCorrections(removesDust: true).apply(to: level, isTurn: false, jobs: jobs)
        let after = samples(level)
        var share = Share()
        var (damaged, rest) = (0.0, 0.0)
        for row in 0..<height {
            for column in 0..<width {
                let at = 4 * (row * width + column)
                guard damage(column, row) != nil else {
                    rest += 1
                    if before[at] != after[at] { share.changed += 1 }
                    continue
                }
                damaged += 1
                let error = abs(Double(after[at]) / 64 - truth[row][column])
                if error <= 24 { share.repaired += 1 }
                share.errorBefore += pow(Double(before[at]) / 64 - truth[row][column], 2)
            }
        }
        share.repaired /= damaged
        share.errorBefore = (share.errorBefore / damaged).squareRoot()
        share.changed /= rest
        return share
    }

    /// Houses with windows before a sky, or a round view with hills and trees, in the greys of a print.
    static func oldPrint(width: Int, height: Int, seed: UInt64, isStreet: Bool) -> [[Double]] {
        let view = Self.view(width: width, height: height, seed: seed)
        let scene = StereoScene(street: seed)
        return (0..<height).map { row in
            (0..<width).map { column in
                let way = SIMD2(Double(column) - Double(width) / 2, Double(height) / 2 - Double(row)) / 700
                let grey = isStreet ? scene.look(from: 0, way).grey : view[row][column]
                return min(30 + 0.7 * grey, 215)
            }
        }
    }

    /// Upright and level, through all that the picture shows, one leaning and ragged.
    @Test(arguments: [UInt64(31), 32], [false, true])
    func `Long scratches are filled across`(seed: UInt64, isStreet: Bool) async throws {
        let truth = Self.oldPrint(width: 1200, height: 880, seed: seed, isStreet: isStreet)
        let share = try await Self.restored(truth) { column, row in
            let leaning = 640 + Int((0.03 * Double(row)).rounded())
            let isOpen = row / 20 % 7 == 3
            let isScratch =
                (200..<202).contains(column) || column == 431 || (640..<643).contains(row)
                || column == leaning && (100..<800).contains(row) && !isOpen
            return isScratch ? 240 : nil
        }
        #expect(share.errorBefore > 70)
        #expect(share.repaired >= 0.9)
        #expect(share.changed < 0.01)
    }

    @Test(arguments: [UInt64(41), 42])
    func `Specks go on even ground and among what is uneven`(seed: UInt64) async throws {
        let truth = Self.oldPrint(width: 1200, height: 880, seed: seed, isStreet: false)
        let specks = Self.specks(count: 250, width: 1200, height: 880, seed: seed).map { speck in
            (column: Int(speck.middle.x), row: Int(speck.middle.y), side: Int(2 * speck.radius), grey: speck.grey)
        }
        var damage = [Double?](repeating: nil, count: 1200 * 880)
        for speck in specks {
            for row in speck.row..<speck.row + speck.side {
                for column in speck.column..<speck.column + speck.side { damage[row * 1200 + column] = speck.grey }
            }
        }
        let given = damage
        let share = try await Self.restored(truth) { given[$1 * 1200 + $0] }
        #expect(share.errorBefore > 80)
        #expect(share.repaired >= 0.75)
        #expect(share.changed < 0.01)
    }

    @Test(arguments: [UInt64(11), 12])
    func `A clean picture is hardly touched`(seed: UInt64) async throws {
        let truth = Self.view(width: 1600, height: 480, seed: seed)
        let scene = StereoScene(street: seed)
        for isStreet in [false, true] {
            let level = Self.level(width: 1200, height: 480) { column, row in
                let way = SIMD2(Double(column) - 600, 240 - Double(row)) / 700
                return Colour(repeating: isStreet ? scene.look(from: 0, way).grey : truth[row][column])
            }
            let before = Self.samples(level)
            try await PictureCorrections(removesDust: true).apply(to: level, isTurn: false, jobs: 1)
            let changed = zip(before, Self.samples(level)).count { $0 != $1 }
            #expect(Double(changed) / Double(before.count) < 0.0005)
        }
    }

    // MARK: - Fading

    /// A brown print: black and white are nearer to each other than they were.
    static func faded(contrast: Double) -> PictureLevel {
        let view = Self.view(width: 800, height: 480, seed: 51)
        return level(width: 800, height: 480) { Colour(1, 0.93, 0.8) * (120 + (view[$1][$0] - 128) * contrast) }
    }

    @Test(arguments: [0.45, 0.6, 0.75])
    func `Contrast comes back, tint stays, and nothing is cut off`(contrast: Double) async throws {
        let level = Self.faded(contrast: contrast)
        let before = Self.samples(level)
        try await PictureCorrections(restoresFading: true).apply(to: level, isTurn: false, jobs: 2)
        let after = Self.samples(level)
        let reds = [before, after].map { samples in
            stride(from: 0, to: samples.count, by: 4).map { Double(samples[$0]) / 64 }.sorted()
        }
        func spread(_ sorted: [Double]) -> Double { sorted[sorted.count * 95 / 100] - sorted[sorted.count / 20] }
        #expect(spread(reds[1]) > 1.15 * spread(reds[0]))
        #expect(spread(reds[1]) < 2.1 * spread(reds[0]))
        for at in stride(from: 0, to: before.count, by: 4) where after[at] > 40 * 64 {
            // Bytes are rounded: half a level at either end.
            for channel in 1...2 {
                let wanted =
                    Self.light(Double(before[at + channel]) / 64) / Self.light(Double(before[at]) / 64)
                    * Self.light(Double(after[at]) / 64)
                let off = abs(Self.grey(wanted) - Double(after[at + channel]) / 64)
                #expect(off <= 2.5)
            }
        }
        let count = Double(after.count / 4)
        #expect(Double(reds[1].count { $0 > 245 }) / count <= 0.01)
        #expect(Double(reds[1].count { $0 < 5 }) / count <= 0.01)
    }

    /// Neighbouring levels come no farther apart than stated, so an even ramp has no bands of more than that.
    @Test func `Levels rise, and by three at most`() async throws {
        let level = Self.level(width: 256, height: 200) { column, row in
            let grey = row == 0 ? Double(column) : 80 + Double((column * 5 + row * 3) % 80)
            return Colour(1, 0.93, 0.8) * grey
        }
        try await PictureCorrections(restoresFading: true).apply(to: level, isTurn: false, jobs: 1)
        let row = Self.samples(level).prefix(4 * 256)
        let reds = stride(from: 0, to: 4 * 256, by: 4).map { Int(row[$0]) / 64 }
        #expect(zip(reds, reds.dropFirst()).allSatisfy { $0 <= $1 && $1 - $0 <= 3 })
        #expect(reds[150] - reds[90] > 100)
    }

    @Test func `Nothing changes places, and nothing is cut off`() async throws {
        // Every value once, and many in a faded middle.
        let level = Self.level(width: 256, height: 100, depth: .deep) { column, row in
            Colour(repeating: row == 0 ? Double(column) : 90 + Double((column * 3 + row) % 60))
        }
        try await PictureCorrections(restoresFading: true).apply(to: level, isTurn: false, jobs: 1)
        let samples = Self.samples(level)
        let row = (0..<256).map { samples[4 * $0] }
        #expect(row[0] == 0 && row[255] == 16320)
        #expect(zip(row, row.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test func `A picture with blacks and whites, and one without contrast, stay as they are`() async throws {
        for (first, range) in [(0, 256), (120, 10)] {
            let level = Self.level(width: 256, height: 100) { column, row in
                Colour(repeating: Double(first + (column + row) % range))
            }
            let before = Self.samples(level)
            try await PictureCorrections(restoresFading: true).apply(to: level, isTurn: false, jobs: 1)
            #expect(Self.samples(level) == before)
        }
    }

    // MARK: - All

    @Test func `Any number of jobs gives the same`() async throws {
        let truth = Self.view(width: 800, height: 480, seed: 21)
        let specks = Self.specks(count: 20, width: 800, height: 480, seed: 5)
        let factors = Self.factors(width: 800)
        let results = try await [1, 2, 7].asyncMap { jobs in
            let level = Self.level(width: 800, height: 480) { column, row in
                let isSpeck = specks.contains {
                    abs($0.middle.x - Double(column)) < 2 && abs($0.middle.y - Double(row)) < 2
                }
                let grey = isSpeck ? 20 : 60 + 0.5 * truth[row][column]
                return Colour(repeating: Self.grey(Self.light(grey) * factors[column]))
            }
            let all = PictureCorrections(removesDust: true, restoresFading: true, evensExposure: true)
            try await all.apply(to: level, isTurn: true, jobs: jobs)
            return Self.samples(level)
        }
        #expect(results[0] == results[1] && results[0] == results[2])
    }

    @Test func `The smallest pictures come through`() async throws {
        for (width, height) in [(1, 1), (1, 300), (300, 1), (20, 20)] {
            let level = Self.level(width: width, height: height) {
                Colour(repeating: Double(($0 * 31 + $1 * 17) % 200))
            }
            let all = PictureCorrections(removesDust: true, restoresFading: true, evensExposure: true)
            try await all.apply(to: level, isTurn: width > 100, jobs: 2)
        }
    }
}

extension Array {
    fileprivate func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
