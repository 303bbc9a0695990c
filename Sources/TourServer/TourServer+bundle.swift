package import TourBundle
internal import CPlatform
internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import NIOPosix
internal import ServiceLifecycle

extension TourServer {
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
        platform_share_memory()
        let supervisor = await supervisor()
        let ports = PortsAnnouncement(count: settings.admin == nil ? 1 : 2) { ports in
            await onListening(ports)
            await supervisor?.tell(.ready(status: "serving \(bundle.tour.id)"))
        }
        let ledger = SourceLedger(limits: settings.limits)
        let house = try house(bundle, settings, ledger)
        let alarm = ContentAlarm(file: bundle.path, logger: logger) { house.contentIsDamaged() }
        let loader = ContentLoader(content: bundle, metrics: ServerMetrics(), alarm: alarm)
        let responder = house.door(TourResponder(content: bundle, pages: pages, loader: loader))
        var services: [any Service] = [
            house, application(settings, responder, loader, house.gate, ledger) { await ports.set(\.web, $0) },
        ]
        if let admin = settings.admin {
            let responder = AdminResponder(
                metrics: loader.metrics,
                certificates: settings.certificates,
                headsets: { house.headsets }
            )
            services.append(plainApplication(admin, responder) { await ports.set(\.admin, $0) })
        }
        if let certificates = settings.certificates {
            services.append(
                CertificateWatch(certificates: certificates, interval: settings.limits.tick, logger: logger) {
                    house.certificate($0)
                }
            )
        }
        services.append(
            BundleWatch(path: bundle.path, interval: settings.limits.tick, logger: logger) { house.contentIsDamaged() }
        )
        services.append(MemoryReturn())
        if let supervisor { services.append(supervision(supervisor)) }
        try await run(services, shutdown: settings.limits.shutdown)
        await supervisor?.close()
    }

    private func house(
        _ bundle: BundleReader,
        _ settings: ServerSettings,
        _ ledger: SourceLedger
    ) throws(TourServerError) -> LiveHouse {
        var live = settings.live
        live.isSecure = settings.certificates != nil
        live.hosts += settings.listen.ownHosts
        var doctor = Doctor(bundle: bundle.path)
        doctor.certificate = settings.certificates?.certificate
        doctor.key = settings.certificates?.key
        doctor.state = live.statePath
        doctor.longestReading = .seconds(300)
        do {
            return try LiveHouse(
                bundle: bundle,
                settings: live,
                doctor: doctor,
                pages: pages,
                ledger: ledger,
                logger: logger
            )
        } catch {
            throw .unusableBundle(reason: "\(error)")
        }
    }

    func supervision(_ link: SupervisorLink) -> any Service {
        Supervision(
            link: link,
            environment: ProcessInfo.processInfo.environment,
            group: .singletonMultiThreadedEventLoopGroup
        )
    }

    func supervisor() async -> SupervisorLink? {
        do {
            return try await SupervisorLink.open(
                environment: ProcessInfo.processInfo.environment,
                on: .singletonMultiThreadedEventLoopGroup
            )
        } catch {
            logger.error("cannot reach the service manager", metadata: ["error": "\(error)"])
            return nil
        }
    }

    func application(
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
            metrics: loader.metrics,
            isSecure: settings.certificates != nil
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
}
