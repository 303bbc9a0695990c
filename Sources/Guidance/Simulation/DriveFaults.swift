import Foundation
import Tour

/// What goes wrong with the fixes of a drive, real or made up.
package struct DriveFaults: Sendable {
    /// Standard deviation of the position's error east and north each, metres.
    package var noiseMetres = 0.0
    /// Metres east and north, all the time.
    package var offset = SIMD2(0.0, 0.0)
    /// Times without a fix.
    package var outages: [ClosedRange<Double>] = []
    /// Times in which the receiver repeats what it said before.
    package var freezes: [Freeze] = []
    package var jumps: [Jump] = []
    /// How many times faster the same way is driven.
    package var speedFactor = 1.0

    package struct Freeze: Sendable {
        package var times: ClosedRange<Double>
        /// What the receiver says of the speed: 0, or what it said before.
        package var claimsStanding: Bool

        package init(times: ClosedRange<Double>, claimsStanding: Bool = false) {
            self.times = times
            self.claimsStanding = claimsStanding
        }
    }

    package struct Jump: Sendable {
        package var times: ClosedRange<Double>
        /// East and north.
        package var metres: SIMD2<Double>

        package init(times: ClosedRange<Double>, metres: SIMD2<Double>) {
            self.times = times
            self.metres = metres
        }
    }

    package init() {}

    /// Times are counted from the first fix, and are those after the change of speed.
    package func apply(to fixes: [TimedFix], random: inout SeededRandom) -> [TimedFix] {
        guard let start = fixes.first?.time else { return [] }
        let fixes = fixes.map { $0.faster(by: speedFactor, from: start, fixes[0].fix.time) }
        var noise = ReceiverNoise(deviation: noiseMetres, random: &random)
        var last: Fix?
        return fixes.map { timed in
            let time = timed.time - start
            let error = noise.next(at: time, &random)
            if let frozen = last, let freeze = freezes.first(where: { $0.times.contains(time) }) {
                return TimedFix(time: timed.time, fix: frozen.again(freeze, at: timed.fix.time))
            }
            let fix = outages.contains { $0.contains(time) } ? timed.fix.void : moved(timed.fix, by: error, at: time)
            if fix.location != nil { last = fix }
            return TimedFix(time: timed.time, fix: fix)
        }
    }

    private func moved(_ fix: Fix, by error: SIMD2<Double>, at time: Double) -> Fix {
        guard let location = fix.location else { return fix }
        var metres = offset + error
        var fix = fix
        for jump in jumps where jump.times.contains(time) {
            metres += jump.metres
            fix.accuracyMetres = 2
        }
        fix.location = LocalPlane(at: location).location(at: metres)
        return fix
    }
}

extension TimedFix {
    fileprivate func faster(by factor: Double, from start: Double, _ receiverStart: Double?) -> Self {
        guard factor != 1 else { return self }
        var result = self
        result.time = start + (time - start) / factor
        result.fix.speed = fix.speed.map { $0 * factor }
        if let own = fix.time, let receiverStart { result.fix.time = receiverStart + (own - receiverStart) / factor }
        return result
    }
}

extension Fix {
    fileprivate var void: Fix { Fix(mode: .none, location: nil, time: time) }

    fileprivate func again(_ freeze: DriveFaults.Freeze, at time: Double?) -> Fix {
        var fix = self
        fix.time = time
        if freeze.claimsStanding { fix.speed = 0 }
        return fix
    }
}
