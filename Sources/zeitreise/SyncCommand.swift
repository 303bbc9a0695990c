import ArgumentParser
import Depot
import Foundation
import TourServer

struct SyncCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Brings the newest tours from a depot onto the bus.",
        discussion: """
            Takes only what the bus has not, verifies every byte, and switches at once; whatever happens on the way, the bus \
            has the old release or the new one, and a broken sync goes on where it was. A running 'serve' keeps the file that it \
            has open: restart it to play the new one.

            The depot's key is named once, with --key, and pinned; a depot may hand on to a new key by itself. Older versions, \
            ended ones and those of other keys are refused, and what is installed plays on; other tours come all the same. The \
            release before stays for --rollback; a second --rollback goes forward again.

            DIR is made where it is not there yet; DIR/TOUR.ztour is what to serve. After a sync the bus tells the depot its \
            name, what it plays, its free space and the days left of its certificate; a stick carries that home, in its \
            folder 'reports'.

            Exit status: 0 done, or nothing new; 65 refused; 75 not reached, or too little space (retry).

            Examples:
              zeitreise sync https://depot.fleet.internal:8443 --to /var/lib/zeitreise --key fleet.key.pub
              zeitreise sync https://depot.fleet.internal:8443 --to /var/lib/zeitreise --authority authority.pem \
            --name "Bus 3" --certificate server.pem --limit 200
              zeitreise sync file:///media/usb/depot --to /var/lib/zeitreise
              zeitreise sync --rollback --to /var/lib/zeitreise --tour old-town
            """
    )

    @Argument(help: "http://HOST:PORT, https://HOST:PORT or file:///FOLDER of a depot.")
    var source: String?

    @Option(help: ArgumentHelp("The bus's folder of tours.", valueName: "dir"), transform: named)
    var to = "."

    @Option(help: ArgumentHelp("Bring this tour alone; else all that the depot has.", valueName: "id"))
    var tour: String?

    @Option(help: ArgumentHelp("The depot's public key, or its digits; needed once.", valueName: "file.pub"))
    var key: String?

    @Option(help: ArgumentHelp("Take no more than so many megabits a second.", valueName: "mbit"))
    var limit: Double?

    @Option(help: ArgumentHelp("What the depot calls this bus; else this machine's name.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("The bus's own certificate, whose days left are reported.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("Who vouches for the depot's certificate (for names alone), in PEM.", valueName: "file"))
    var authority: String?

    @Flag(help: "Go back to the release that was installed before; needs --tour and no source.")
    var rollback = false

    @Flag(help: "The result as JSON on standard output.")
    var json = false

    @Flag(help: "No progress.")
    var quiet = false

    func validate() throws {
        guard rollback == (source == nil), !rollback || tour != nil else {
            throw ValidationError("Name a source; or --rollback with --tour ID, and no source.")
        }
        guard limit.map({ $0 >= 1 && $0 <= 100_000 }) ?? true else {
            throw ValidationError("--limit is a number of megabits a second from 1 on.")
        }
    }

    func run() async throws {
        guard let address = source else { return try goBack() }
        let bus = try BusFolder(path: to)
        let depot = try source(address)
        let bar = SyncBar(isQuiet: quiet)
        let work = Synchroniser(
            source: depot,
            bus: bus,
            program: Self.program,
            pin: try key.map { try VerificationKey(fileOrHex: $0) },
            now: time(nil),
            onProgress: bar.show
        )
        let result: SyncResult
        do {
            result = try await interruptible { [tour] in try await work.run(tour: tour) }
        } catch {
            bar.finish()
            await depot.close()
            throw error
        }
        bar.finish()
        // Also where nothing came: what plays here, and how much space is left, is all the more of interest there.
        if result.fault.map(Self.wasReached) ?? true { await report(bus, to: depot) }
        await depot.close()
        try tell(result)
    }

    /// Says what became of each tour; one that was refused keeps no other from coming.
    private func tell(_ result: SyncResult) throws {
        if json, !result.outcomes.isEmpty { try Terminal.writeJSON(result.outcomes) }
        for outcome in result.outcomes {
            if let fault = outcome.fault {
                Terminal.writeError("zeitreise: \(fault)\n")
            } else if !json {
                try Terminal.writeResult(line(outcome))
            }
        }
        // What may pass is worth another try, whatever was refused beside it.
        if let fault = result.fault { throw fault }
        if result.hasRefused { throw ExitStatus.badInput.code }
    }

    /// Whether a depot is there to be told.
    private static func wasReached(_ error: any Error) -> Bool {
        if case DepotError.unreachable = error { false } else { true }
    }

    private static let program = ProgramVersion(Zeitreise.configuration.version)

    private func goBack() throws {
        let tour = tour ?? ""
        guard FileManager.default.fileExists(atPath: to) else { throw DepotError.nothingToRollBack(tour) }
        let id = try BusFolder(path: to).rollBack(tour)
        if json { return try Terminal.writeJSON(id) }
        try Terminal.writeResult("\(id.tour): release \(id.version) plays again; restart 'serve' to show it")
    }

    private func source(_ address: String) throws -> any DepotSource {
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased() else {
            throw DepotError.source(address)
        }
        switch scheme {
        case "file": return FolderSource(try DepotFolder(path: url.path))
        case "http", "https":
            guard url.host?.isEmpty == false, url.query == nil, url.fragment == nil else {
                throw DepotError.source(address)
            }
            let plain = address.hasSuffix("/") ? String(address.dropLast()) : address
            return try WebSource(address: plain, authority: authority, megabitsPerSecond: limit)
        default: throw DepotError.source(address)
        }
    }

    /// A depot that does not take it keeps nobody from driving.
    private func report(_ bus: BusFolder, to depot: any DepotSource) async {
        do {
            let report = try bus.report(
                name: name ?? ProcessInfo.processInfo.hostName,
                certificateDaysLeft: try certificate.map { try CertificateSummary(path: $0).daysLeft },
                program: Zeitreise.configuration.version,
                at: time(nil)
            )
            try await depot.report(report)
        } catch {
            Terminal.writeError("zeitreise: the depot did not take this bus's report: \(error)\n")
        }
    }

    private func line(_ outcome: SyncOutcome) -> String {
        switch outcome.outcome {
        case .installed:
            "\(outcome.tour): release \(outcome.version) installed; serve \(to)/\(outcome.tour).ztour"
        case .nothingNew: "\(outcome.tour): nothing new; release \(outcome.version) is installed"
        case .refused: "\(outcome.tour): release \(outcome.version) refused"
        case .rolledBack:
            "\(outcome.tour): nothing new; release \(outcome.version) was gone back from, and a newer one is waited for"
        }
    }
}
