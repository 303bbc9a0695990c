package import Logging
package import TourBundle
internal import Hummingbird
internal import Glibc
internal import HummingbirdCore
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// The onboard server: a tour and the web pages over HTTP/1.1.
package struct TourServer: Sendable {
    private let pages: PageLibrary
    private let logger: Logger

    /// Reads the web pages.
    package init(logger: Logger = Logger(label: "zeitreise.server")) throws(TourServerError) {
        self.pages = try .installed()
        self.logger = logger
    }

    /// Serves a bundle until the process gets SIGTERM or SIGINT, or the task is cancelled. Answers that are being made
    /// then are still sent, as far as clients take them at once.
    ///
    /// - Parameters:
    ///   - bundle: what is served; it stays open as long.
    ///   - listen: port 0 is a free one.
    ///   - settings: of the drive; without any the tour is open to all and nobody leads.
    ///   - onListening: called once, with the real port, when connections are accepted.
    /// - Throws: `TourServerError.cannotListen`, or `.stopped` when the server ends otherwise than it was told to.
    package func run(
        bundle: BundleReader,
        listen: ListenAddress,
        settings: LiveSettings = LiveSettings(),
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws(TourServerError) {
        var settings = settings
        settings.hosts.append(listen.host)
        let house: LiveHouse
        do {
            house = try LiveHouse(bundle: bundle, settings: settings, pages: pages, logger: logger)
        } catch {
            throw .unusableBundle(reason: "\(error)")
        }
        let application = Application(
            responder: house.door(TourResponder(content: bundle, pages: pages, logger: logger)),
            server: .http1(configuration: Limits.http1),
            configuration: .init(address: .hostname(listen.host, port: listen.port), serverName: "Zeitreise"),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? listen.port) },
            logger: logger
        )
        do {
            try await ServiceGroup(configuration: Self.lifecycle(of: [house, application], logger)).run()
        } catch is CancellationError {
            logger.notice("stopped before every answer was finished")
        } catch let error as IOError {
            throw .cannotListen(listen, reason: unsafe String(cString: strerror(error.errnoCode)))
        } catch is SocketAddressError.UnknownHost {
            throw .cannotListen(listen, reason: "no such host is known")
        } catch let error as SocketAddressError {
            throw .cannotListen(listen, reason: "\(error)")
        } catch {
            throw .stopped(reason: "\(error)")
        }
    }

    private static func lifecycle(of services: [any Service], _ logger: Logger) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = Limits.shutdown
        return configuration
    }
}
