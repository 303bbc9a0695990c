package import Depot
internal import CPlatform
internal import Logging
internal import ServiceLifecycle

extension TourServer {
    /// Serves a depot to buses until the process gets SIGTERM or SIGINT, or the task is cancelled.
    ///
    /// - Parameters:
    ///   - hosts: names by which it may be called beside those of its addresses.
    ///   - onListening: called once, with the real ports, when connections are accepted.
    /// - Throws: `TourServerError.cannotListen`, `.stopped`, or `.unusableDepot` where reports cannot be kept.
    package func run(
        depot folder: DepotFolder,
        hosts: [String],
        settings: ServerSettings,
        onListening: @escaping @Sendable (ServerPorts) async -> Void
    ) async throws(TourServerError) {
        platform_share_memory()
        let supervisor = await supervisor()
        let ports = PortsAnnouncement(count: settings.admin == nil ? 1 : 2) { ports in
            await onListening(ports)
            await supervisor?.tell(.ready(status: "depot at \(folder.path)"))
        }
        let alarm = ContentAlarm(file: folder.path, logger: logger) {}
        let loader = ContentLoader(content: NoContent(), metrics: ServerMetrics(), alarm: alarm)
        let responder = DepotResponder(
            shelf: DepotShelf(folder),
            book: try book(folder),
            pages: pages,
            hosts: HostAllowList(hosts + settings.listen.ownHosts),
            logger: logger
        )
        let ledger = SourceLedger(limits: settings.limits)
        var services = [application(settings, responder, loader, .open, ledger) { await ports.set(\.web, $0) }]
        if let admin = settings.admin {
            let responder = AdminResponder(
                metrics: loader.metrics,
                certificates: settings.certificates,
                headsets: { HeadsetCounts() }
            )
            services.append(plainApplication(admin, responder) { await ports.set(\.admin, $0) })
        }
        if let certificates = settings.certificates {
            services.append(
                CertificateWatch(certificates: certificates, interval: settings.limits.tick, logger: logger) { _ in }
            )
        }
        services.append(MemoryReturn())
        if let supervisor { services.append(supervision(supervisor)) }
        try await run(services, shutdown: settings.limits.shutdown)
        await supervisor?.close()
    }

    private func book(_ folder: DepotFolder) throws(TourServerError) -> BusBook {
        do {
            return try BusBook(folder: folder)
        } catch {
            throw .unusableDepot(reason: "\(error)")
        }
    }
}
