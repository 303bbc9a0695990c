import ArgumentParser
import Guidance
import Tour

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Drives a tour at the desk: which place is shown where and when, and why not.",
        discussion: """
            Positions come from a recorded drive (NMEA 0183 or a GPX track with times), from the route itself \
            (--synthetic: a made-up bus that brakes for bends and stops at red lights), or from a receiver now \
            (gpsd://HOST:PORT, nmea:DEVICE; Ctrl-C ends). Faults can be added to the first two; the same --seed gives the \
            same drive. SECONDS@START is a time on the timeline; without START, the seed chooses one.

            Examples:
              zeitreise simulate old-town --synthetic
              zeitreise simulate old-town --synthetic --noise 8 --picture drive.svg
              zeitreise simulate old-town.ztour --synthetic
              zeitreise simulate old-town --synthetic --stand 90 --noise 4 --record drive.nmea
              zeitreise simulate old-town --gps sunday.nmea --outage 30@120 --json
              zeitreise simulate old-town --gps gpsd://localhost:2947
            """
    )

    @Argument(help: "A tour.yaml, the folder it lies in, or a .ztour file.")
    var tour: String

    @Option(help: ArgumentHelp("A recorded drive, or a receiver's address.", valueName: "log|address"))
    var gps: String?

    @Flag(help: "Drive the route itself, with stops.")
    var synthetic = false

    @Option(
        help: ArgumentHelp(
            "How long the made-up bus stands at each place; without it 15 s where comfort is stopped.",
            valueName: "s"
        )
    )
    var stand: Double?

    @OptionGroup(title: "Faults") var faults: FaultOptions

    @Flag(help: "Events and places as JSON on standard output.")
    var json = false

    @Option(help: ArgumentHelp("Draw a map of the drive.", valueName: "file.svg"), transform: named)
    var picture: String?

    @Option(
        help: ArgumentHelp("Write the drive as NMEA 0183, faults and all.", valueName: "file.nmea"),
        transform: named
    )
    var record: String?

    func validate() throws {
        guard (gps == nil) == synthetic else { throw ValidationError("give either --gps LOG or --synthetic") }
        guard stand.map({ synthetic && (0...3_600).contains($0) }) ?? true else {
            throw ValidationError("--stand is 0 to 3600 s, and for --synthetic")
        }
        guard faults.isLive(gps) == false || (!json && picture == nil && record == nil && faults.areNone) else {
            throw ValidationError(
                "a live receiver has no --json, no --picture, no --record and no faults; record it and use the log"
            )
        }
    }

    func run() async throws {
        let tour = try DrivenTour(path: tour)
        guard tour.route.route != nil || gps != nil else {
            throw SimulationError(tour.file, "the tour has no route to drive along", "give it one, or use --gps LOG")
        }
        if let gps, let address = PositionAddress(gps), !address.isReplay {
            return try await watch(address, tour.route)
        }
        try simulate(tour)
    }

    private func simulate(_ tour: DrivenTour) throws {
        var random = SeededRandom(seed: faults.seed)
        let (fixes, progress) = try gps.map { (try replay($0, &random), nil) } ?? drive(tour.route, &random)
        let simulation = Simulation(tour.route, fixes, trueProgress: progress)
        if let record { try writeText(NMEALog(fixes).text, to: record, endings: [".nmea", ".txt", ".log"]) }
        if let picture {
            let drawn = DrivePicture(simulation, title: tour.title, names: tour.names)
            try writeText(drawn.svg, to: picture, endings: [".svg"])
        }
        if json {
            try Terminal.writeJSON(SimulationDocument(simulation))
        } else {
            for event in simulation.events { try Terminal.writeResult(event.line) }
            for line in [""] + simulation.summary { try Terminal.writeResult(line) }
        }
    }

    private func replay(_ gps: String, _ random: inout SeededRandom) throws -> [TimedFix] {
        let path = if case .replay(let path, _, _) = PositionAddress(gps) { path } else { gps }
        let drive = try RecordedDrive.read(path)
        for (fault, count) in drive.faults { Terminal.writeError("zeitreise: \(path): \(fault) (\(count) times)\n") }
        return faults.apply(to: drive.fixes, random: &random)
    }

    /// Fixes, and where the bus truly was.
    private func drive(
        _ tour: TourRoute,
        _ random: inout SeededRandom
    ) -> ([TimedFix], (@Sendable (_ time: Double) -> Double)?) {
        guard let route = tour.route else { return ([], nil) }
        let drive = SyntheticDrive(tour, along: route, standSeconds: stand, random: &random)
        let driven = drive.fixes(random: &random)
        let speed = faults.speed
        return (faults.apply(to: driven, random: &random), { drive.progress(at: $0 * speed) })
    }
}

// MARK: - A receiver, now

extension SimulateCommand {
    private func watch(_ address: PositionAddress, _ tour: TourRoute) async throws {
        let source = try address.source()
        try await interruptible {
            let live = LiveDrive(tour)
            try await source.run { live.take($0) }
        }
    }
}

extension PositionAddress {
    fileprivate var isReplay: Bool { if case .replay = self { true } else { false } }
}
