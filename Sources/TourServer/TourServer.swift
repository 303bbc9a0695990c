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
    ///   - onListening: called once, with the real port, when connections are accepted.
    /// - Throws: `TourServerError.cannotListen`, or `.stopped` when the server ends otherwise than it was told to.
    package func run(
        bundle: BundleReader,
        listen: ListenAddress,
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws(TourServerError) {
        try await run(
            TourResponder(content: bundle, pages: pages, logger: logger),
            listen: listen,
            onListening: onListening
        )
    }

    /// Serves a page for this machine alone, otherwise as `run(bundle:listen:onListening:)` does.
    ///
    /// - Parameters:
    ///   - desk: what the page works on.
    ///   - page: the folder of its files under `Pages`.
    ///   - listen: on the loopback interface, as `ListenAddress(loopback:)` sees to.
    package func run(
        desk: some LocalDesk,
        page: String,
        listen: ListenAddress,
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws(TourServerError) {
        try await run(
            LocalResponder(desk: desk, pages: pages, folder: page),
            listen: listen,
            onListening: onListening
        )
    }

    private func run<Responder: HTTPResponder>(
        _ responder: Responder,
        listen: ListenAddress,
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws(TourServerError) where Responder.Context == RequestScope {
        let application = Application(
            responder: responder,
            server: .http1(configuration: Limits.http1),
            configuration: .init(address: .hostname(listen.host, port: listen.port), serverName: "Zeitreise"),
            onServerRunning: { channel in await onListening(channel.localAddress?.port ?? listen.port) },
            logger: logger
        )
        do {
            try await ServiceGroup(configuration: Self.lifecycle(of: application, logger)).run()
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

    private static func lifecycle(of service: any Service, _ logger: Logger) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: [service],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = Limits.shutdown
        return configuration
    }
}
