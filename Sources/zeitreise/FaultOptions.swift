import ArgumentParser
import Guidance

/// What goes wrong on a simulated drive.
struct FaultOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Error of the position, standard deviation east and north.", valueName: "m"))
    var noise = 0.0

    @Option(help: ArgumentHelp("Shift of all positions to the east and north.", valueName: "m,m"))
    var offset: Offset?

    @Option(help: ArgumentHelp("No fix for so long; may be given more than once.", valueName: "seconds[@start]"))
    var outage: [Spell] = []

    @Option(
        help: ArgumentHelp(
            "One position repeated for so long; may be given more than once.",
            valueName: "seconds[@start]"
        )
    )
    var freeze: [Spell] = []

    @Option(help: ArgumentHelp("Positions so far off for 3 s; may be given more than once.", valueName: "m[@start]"))
    var jump: [Spell] = []

    @Option(help: ArgumentHelp("The same way so many times faster.", valueName: "factor"))
    var speed = 1.0

    @Option(help: "Which drive chance makes.")
    var seed: UInt64 = 1

    func validate() throws {
        guard (0...200).contains(noise) else { throw ValidationError("--noise is 0 to 200 m") }
        guard (0.1...10).contains(speed) else { throw ValidationError("--speed is 0.1 to 10") }
    }

    var areNone: Bool { noise == 0 && offset == nil && outage.isEmpty && freeze.isEmpty && jump.isEmpty && speed == 1 }

    func isLive(_ gps: String?) -> Bool {
        switch gps.flatMap(PositionAddress.init) {
        case .gpsd, .nmea: true
        case .replay, nil: false
        }
    }

    func apply(to fixes: [TimedFix], random: inout SeededRandom) -> [TimedFix] {
        guard let first = fixes.first, let last = fixes.last else { return fixes }
        let duration = (last.time - first.time) / speed
        var faults = DriveFaults()
        faults.noiseMetres = noise
        faults.offset = offset?.metres ?? .zero
        faults.speedFactor = speed
        for spell in outage { faults.outages.append(spell.times(spell.amount, in: duration, &random)) }
        for spell in freeze {
            faults.freezes.append(DriveFaults.Freeze(times: spell.times(spell.amount, in: duration, &random)))
        }
        for spell in jump {
            let direction = random.normalPair()
            let metres = direction / (direction * direction).sum().squareRoot() * spell.amount
            faults.jumps.append(DriveFaults.Jump(times: spell.times(3, in: duration, &random), metres: metres))
        }
        return faults.apply(to: fixes, random: &random)
    }
}

/// `30` or `30@120`: how much, and when.
struct Spell: ExpressibleByArgument {
    let amount: Double
    let start: Double?

    init?(argument: String) {
        let parts = argument.split(separator: "@", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Double($0) }
        guard (1...2).contains(parts.count), numbers.count == parts.count,
            numbers.allSatisfy({ (0...100_000).contains($0) })
        else { return nil }
        (amount, start) = (numbers[0], numbers.count > 1 ? numbers[1] : nil)
    }

    func times(_ seconds: Double, in duration: Double, _ random: inout SeededRandom) -> ClosedRange<Double> {
        let start = start ?? random.uniform(0...max(duration - seconds, 0))
        return start...start + seconds
    }
}

/// `12,-5`: metres east and north.
struct Offset: ExpressibleByArgument {
    let metres: SIMD2<Double>

    init?(argument: String) {
        let numbers = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
        guard numbers.count == 2, let east = numbers[0], let north = numbers[1], abs(east) <= 10_000,
            abs(north) <= 10_000
        else { return nil }
        metres = SIMD2(east, north)
    }
}
