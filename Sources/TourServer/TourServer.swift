package import Logging
internal import Hummingbird
internal import HummingbirdCore
internal import ServiceLifecycle
internal import UnixSignals

/// The onboard server: a tour and the web pages over HTTP/1.1 and HTTP/2, with TLS or without; and pages for this machine alone.
package struct TourServer: Sendable {
    let pages: PageLibrary
    let logger: Logger

    /// Reads the web pages.
    package init(logger: Logger = Logger(label: "zeitreise.server")) throws(TourServerError) {
        self.pages = try .installed()
        self.logger = logger
    }

    /// Serves a page for this machine alone until the process gets SIGTERM or SIGINT, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - desk: what the page works on.
    ///   - page: the folder of its files under `Pages`.
    ///   - listen: on the loopback interface, as `ListenAddress(loopback:)` sees to; port 0 is a free one.
    ///   - onListening: called once, with the real port, when connections are accepted.
    /// - Throws: `TourServerError.cannotListen`, or `.stopped` when the server ends otherwise than it was told to.
    package func run(
        desk: some LocalDesk,
        page: String,
        listen: ListenAddress,
        onListening: @escaping @Sendable (_ port: Int) async -> Void
    ) async throws(TourServerError) {
        let responder = LocalResponder(desk: desk, pages: pages, folder: page)
        let service = plainApplication(listen, responder, onRunning: onListening)
        try await run([service], shutdown: ServerLimits().shutdown)
    }

    /// For few and friendly clients: HTTP/1.1 without TLS and guard.
    func plainApplication(
        _ address: ListenAddress,
        _ responder: some HTTPResponder<RequestScope>,
        onRunning: @escaping @Sendable (_ port: Int) async -> Void
    ) -> any Service {
        ListeningService(address: address) {
            Application(
                responder: responder,
                configuration: .init(address: .hostname(address.host, port: address.port), serverName: serverName),
                onServerRunning: { await onRunning($0.localAddress?.port ?? address.port) },
                logger: logger
            )
        }
    }

    /// - Parameter shutdown: how long answers under way may take when the server is told to stop.
    func run(_ services: [any Service], shutdown: Duration) async throws(TourServerError) {
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = shutdown
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch is CancellationError {
            logger.notice("stopped before every answer was finished")
        } catch let error as TourServerError {
            throw error
        } catch {
            throw .stopped(reason: "\(error)")
        }
    }
}
