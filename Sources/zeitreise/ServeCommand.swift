import ArgumentParser
import Depot
import Logging
import TourBundle
import TourServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves a bundle to the headsets, or a depot to the buses.",
        discussion: """
            Prints the addresses to open once it listens; the pages are / and /headset. Browsers allow VR and motion \
            sensors only on secure addresses: https, or this very machine as http://localhost. Ctrl-C stops the server.

            With --gps the bus's way shows the places. Without --guide-pin-file the tour is open to everybody on the \
            network and nobody leads it; with it, only enrolled headsets and signed-in guides see the tour, unless \
            --open-tour is given. Where the tour stands, who is enrolled and signed in outlives the process in --state.

            With --certificate and --key it speaks HTTPS: HTTP/2 and HTTP/1.1, TLS 1.2 and 1.3. Both files may be \
            replaced while it runs. 'zeitreise certificate' makes them.

            Every device is held to a number of connections and requests, so that none can take the server from the \
            others. Where many devices share one address (an access point that translates addresses), raise these.

            With --depot and no bundle it serves a folder of releases, as 'zeitreise release' makes it, to buses that 'zeitreise \
            sync'; its page shows which bus has what. Its certificate has to be for host names alone, without addresses.

            --admin answers /healthz and /metrics (Prometheus) on this machine alone.

            Examples:
              zeitreise serve kaiserslautern.ztour
              zeitreise serve kaiserslautern.ztour --listen 0.0.0.0:8080
              zeitreise serve kaiserslautern.ztour --gps gpsd://localhost --state bus.sqlite --guide-pin-file pins
              zeitreise serve kaiserslautern.ztour --gps replay:sunday.nmea@4
              zeitreise serve kaiserslautern.ztour --listen :443 --certificate server.pem --key server.key
              zeitreise serve kaiserslautern.ztour --listen :443 --certificate server.pem --key server.key \
            --admin 127.0.0.1:9100
              zeitreise serve --depot depot --listen :8443 --certificate server.pem --key server.key
            """
    )

    @Argument(help: "A .ztour file.")
    var bundle: String?

    @Option(help: ArgumentHelp("Serve the releases of this folder instead of a bundle.", valueName: "dir"))
    var depot: String?

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @OptionGroup(title: "Drive") var drive: DriveOptions

    @Option(help: ArgumentHelp("The certificate, and those that lead to its authority, in PEM.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("The certificate's private key in PEM.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("Where to answer /healthz and /metrics: a loopback address.", valueName: "host:port"))
    var admin: String?

    @Option(help: ArgumentHelp("Connections of one device; 0 is no limit.", valueName: "count"))
    var connectionsPerDevice = ServerLimits().connectionsPerSource

    @Option(help: ArgumentHelp("Requests of one device a second, on average; 0 is no limit.", valueName: "count"))
    var requestsPerDevice = ServerLimits().requestsPerSecond

    func validate() throws {
        guard (bundle == nil) != (depot == nil) else {
            throw ValidationError("Name a .ztour file, or --depot DIR, and not both.")
        }
        guard depot == nil || !drive.leadsADrive else {
            throw ValidationError("A depot leads no drive: of the options of a drive --depot takes --host alone.")
        }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--certificate and --key belong together; give both or neither.")
        }
        guard connectionsPerDevice >= 0, requestsPerDevice >= 0 else {
            throw ValidationError("--connections-per-device and --requests-per-device are numbers from 0 on.")
        }
    }

    func run() async throws {
        let settings = try settings()
        var logger = Logger(label: "zeitreise.server")
        logger.logLevel = .notice
        let server = try TourServer(logger: logger)
        let announce = { @Sendable (ports: ServerPorts) in Self.announce(settings, ports) }
        if let depot {
            let folder = try DepotFolder(path: depot)
            try await server.run(depot: folder, hosts: drive.host, settings: settings, onListening: announce)
        } else if let bundle {
            try await server.run(bundle: try BundleReader(path: bundle), settings: settings, onListening: announce)
        }
    }

    private static func announce(_ settings: ServerSettings, _ ports: ServerPorts) {
        let address = settings.listen.with(port: ports.web)
        for webAddress in address.webAddresses(isSecure: settings.certificates != nil) {
            Terminal.writeLine(webAddress)
        }
        if let admin = settings.admin { Terminal.writeLine("http://\(admin.with(port: ports.admin))/metrics") }
    }

    private func settings() throws -> ServerSettings {
        var settings = ServerSettings(listen: try ListenAddress(listen))
        if let certificate, let key { settings.certificates = try CertificateStore(certificate: certificate, key: key) }
        settings.admin = try admin.map { try ListenAddress(loopback: $0) }
        settings.live = try drive.settings()
        settings.limits.connectionsPerSource = connectionsPerDevice
        settings.limits.requestsPerSecond = requestsPerDevice
        settings.limits.requestBurst = max(1, requestsPerDevice * 4)
        settings.limits = settings.limits.withinSystemLimits()
        return settings
    }
}
