import Logging
import TileBuilder
import Tour
import TourServer

/// `align --page`: makes the pictures that the page shows, then serves it until it is told to stop.
struct AlignmentPage {
    static let defaultListen = "127.0.0.1:8088"

    private let text: TourText
    private let settings: TileSettings
    private let found: (place: TourDocument.Place, epoch: TourDocument.Epoch)

    /// - Throws: what is wrong with the tour, or that it has no such epoch.
    init(_ tour: String, place: String, epoch: String, _ settings: TileSettings) throws {
        text = try TourText(tour: tour, place: place, epoch: epoch)
        self.settings = settings
        found = try text.document.find(place: place, epoch: epoch)
    }

    func run(listen: String?) async throws {
        let address = try ListenAddress(loopback: listen ?? Self.defaultListen)
        let desk = try await interruptible { try await open() }
        var logger = Logger(label: "zeitreise.align")
        logger.logLevel = .notice
        try await TourServer(logger: logger).run(desk: desk, page: "align", listen: address) { port in
            for webAddress in address.with(port: port).webAddresses(isSecure: false) { Terminal.writeLine(webAddress) }
        }
    }

    @concurrent private func open() async throws -> AlignmentDesk {
        do {
            return try await AlignmentDesk(text, place: found.place, epoch: found.epoch, settings: settings)
        } catch {
            throw text.document.located(error)
        }
    }
}
