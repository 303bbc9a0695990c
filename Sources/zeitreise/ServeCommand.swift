import ArgumentParser
import Logging
import TourBundle
import TourServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Serves a bundle to the headsets.",
        discussion: """
            Prints the addresses to open once it listens; the pages are / and /headset. Browsers allow VR and motion \
            sensors only on secure addresses: https, or this very machine as http://localhost. Ctrl-C stops the server.

            With --gps the bus's way shows the places. Without --guide-pin-file the tour is open to everybody on the \
            network and nobody leads it; with it, only enrolled headsets and signed-in guides see the tour, unless \
            --open-tour is given. Where the tour stands, who is enrolled and signed in outlives the process in --state.

            Examples:
              zeitreise serve kaiserslautern.ztour
              zeitreise serve kaiserslautern.ztour --listen 0.0.0.0:8080
              zeitreise serve kaiserslautern.ztour --gps gpsd://localhost --state bus.sqlite --guide-pin-file pins
              zeitreise serve kaiserslautern.ztour --gps replay:sunday.nmea@4
            """
    )

    @Argument(help: "A .ztour file.")
    var bundle: String

    @Option(help: ArgumentHelp("Where to listen; port 0 takes a free one.", valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @OptionGroup(title: "Drive") var drive: DriveOptions

    func run() async throws {
        let settings = try drive.settings()
        let address = try ListenAddress(listen)
        let bundle = try BundleReader(path: bundle)
        var logger = Logger(label: "zeitreise.server")
        logger.logLevel = .notice
        try await TourServer(logger: logger).run(bundle: bundle, listen: address, settings: settings) { port in
            for webAddress in address.with(port: port).webAddresses { Terminal.writeLine(webAddress) }
        }
    }
}
