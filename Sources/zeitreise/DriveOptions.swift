import ArgumentParser
import Guidance
import Tour
import TourServer

/// How `serve` follows and leads a drive.
struct DriveOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Where positions come from; 'loop' replays a recorded drive over and over.",
            valueName: "gpsd://host:port|nmea:path|replay:log[@speed]|loop:log[@speed]"
        )
    )
    var gps: String?

    @Option(help: ArgumentHelp("Keeps the state over restarts.", valueName: "file.sqlite"))
    var state: String?

    @Option(help: ArgumentHelp("The guides and their PINs; 'zeitreise pin' writes it.", valueName: "file"))
    var guidePinFile: String?

    @Option(help: ArgumentHelp("Tokens that headsets bring from the depot, one a line.", valueName: "file"))
    var headsetTokenFile: String?

    @Option(help: ArgumentHelp("The bus's plan of seats, as Tours/SEATS.md shows.", valueName: "file"))
    var seats: String?

    @Option(help: ArgumentHelp("A name by which browsers may call this server; repeatable.", valueName: "name"))
    var host: [String] = []

    @Flag(help: "Everybody on the network may see the tour, although there are guides.")
    var openTour = false

    /// Whether anything is given that only a drive has.
    var leadsADrive: Bool {
        [gps, state, guidePinFile, headsetTokenFile, seats].contains { $0 != nil } || openTour
    }

    func validate() throws {
        guard gps.map({ PositionAddress($0) != nil }) ?? true else {
            throw ValidationError("--gps is gpsd://HOST:PORT, nmea:PATH, replay:LOG[@SPEED] or loop:LOG[@SPEED]")
        }
    }

    func settings() throws -> LiveSettings {
        var settings = LiveSettings()
        settings.source = try gps.flatMap(PositionAddress.init)?.source()
        settings.statePath = state
        settings.guides = try guidePinFile.map(GuidePIN.read) ?? []
        settings.provisioning = try headsetTokenFile.map(ProvisioningTokens.read) ?? ProvisioningTokens()
        settings.seats = try seats.map(SeatPlan.read)
        settings.hosts = host
        settings.isOpenTour = openTour
        return settings
    }
}
