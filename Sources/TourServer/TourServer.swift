package import Logging
package import TourBundle
internal import Glibc
internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// The onboard server: a tour and the web pages over HTTP/1.1 and HTTP/2, with TLS or without.
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
    ///   - onListening: called once, with the real ports, when connections are accepted.
    /// - Throws: `TourServerError.cannotListen`, or `.stopped` when the server ends otherwise than it was told to.
    package func run(
        bundle: BundleReader,
        settings: ServerSettings,
        onListening: @escaping @Sendable (ServerPorts) async -> Void
    ) async throws(TourServerError) {
        let metrics = ServerMetrics()
        let loader = ContentLoader(content: bundle, metrics: metrics, logger: logger)
        let ports = PortsAnnouncement(count: settings.admin == nil ? 1 : 2, onListening)
        let ledger = SourceLedger(limits: settings.limits)
        let house = try house(bundle, settings, ledger)
        let responder = house.door(TourResponder(content: bundle, pages: pages, loader: loader))
        var services: [any Service] = [
            house, application(settings, responder, loader, house.gate, ledger) { await ports.set(\.web, $0) },
        ]
        if let admin = settings.admin {
            services.append(adminApplication(admin, metrics, settings.certificates) { await ports.set(\.admin, $0) })
        }
        if let certificates = settings.certificates {
            services.append(
                CertificateWatch(certificates: certificates, interval: settings.limits.tick, logger: logger) {
                    house.certificate(days: $0)
                }
            )
        }
        try await run(services, settings)
    }

    private func house(
        _ bundle: BundleReader,
        _ settings: ServerSettings,
        _ ledger: SourceLedger
    ) throws(TourServerError) -> LiveHouse {
        var live = settings.live
        live.isSecure = settings.certificates != nil
        live.hosts += settings.listen.ownHosts
        do {
            return try LiveHouse(bundle: bundle, settings: live, pages: pages, ledger: ledger, logger: logger)
        } catch {
            throw .unusableBundle(reason: "\(error)")
        }
    }

    private func application(
        _ settings: ServerSettings,
        _ responder: some HTTPResponder<RequestScope>,
        _ loader: ContentLoader,
        _ gate: ContentGate,
        _ ledger: SourceLedger,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) -> any Service {
        let limits = settings.limits
        let desk = ContentDesk(
            cache: ContentCache(loader: loader, capacity: limits.cacheBytes),
            gate: gate,
            metrics: loader.metrics
        )
        let server = HTTPServerBuilder { responder in
            WebChannel(
                responder: responder,
                desk: desk,
                ledger: ledger,
                limits: limits,
                certificates: settings.certificates
            )
        }
        return ListeningService(address: settings.listen) {
            Application(
                responder: responder,
                server: server,
                configuration: .init(
                    address: .hostname(settings.listen.host, port: settings.listen.port),
                    serverName: serverName,
                    backlog: 1024
                ),
                onServerRunning: { await onRunning($0.localAddress?.port ?? settings.listen.port) },
                logger: logger
            )
        }
    }

    private func adminApplication(
        _ address: ListenAddress,
        _ metrics: ServerMetrics,
        _ certificates: CertificateStore?,
        onRunning: @escaping @Sendable (Int) async -> Void
    ) -> any Service {
        ListeningService(address: address) {
            Application(
                responder: AdminResponder(metrics: metrics, certificates: certificates),
                configuration: .init(address: .hostname(address.host, port: address.port), serverName: serverName),
                onServerRunning: { await onRunning($0.localAddress?.port ?? address.port) },
                logger: logger
            )
        }
    }

    private func run(_ services: [any Service], _ settings: ServerSettings) async throws(TourServerError) {
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = settings.limits.shutdown
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
