internal import ServiceLifecycle
internal import Hummingbird
internal import Logging
internal import TourBundle

/// Live state and its rules as the rest of the server sees them.
struct LiveHouse: Service {
    private let live: LiveTour
    private let contract: Representation?
    private let ledger: SourceLedger
    private let doctor: DoctorDesk

    /// - Parameters:
    ///   - doctor: looks at what a drive needs when a guide asks.
    ///   - pages: the contract is one of them.
    ///   - ledger: is told who is one of ours.
    init(
        bundle: BundleReader,
        settings: LiveSettings,
        doctor: Doctor,
        pages: PageLibrary,
        ledger: SourceLedger,
        logger: Logger
    ) throws(BundleError) {
        live = try LiveTour(bundle: bundle, settings: settings, logger: logger)
        self.doctor = DoctorDesk(doctor, clock: live.clock)
        contract = pages["/pages/openapi.json"]
        self.ledger = ledger
    }

    /// What answers live state's addresses by itself, and all else by `inner` for those who may see it.
    func door<Inner: HTTPResponder>(_ inner: Inner) -> FrontDoor<Inner> where Inner.Context == RequestScope {
        let streams = ledger.connectionsPerSource
        let api = LiveAPI(live: live, doctor: doctor, contract: contract, streamsPerSource: streams)
        return FrontDoor(inner: inner, api: api, ledger: ledger)
    }

    /// Whom content is for on its own way, which passes no responder.
    var gate: ContentGate {
        let access = live.access
        return ContentGate { visitor in
            guard access.hosts.allows(visitor.host, local: visitor.local) else { return false }
            guard !access.settings.isOpen else { return true }
            let credentials = Credentials(
                cookie: visitor.cookie,
                authorization: visitor.authorization,
                isSecure: access.settings.isSecure
            )
            return access.visitor(credentials) != .guest
        }
    }

    var headsets: HeadsetCounts {
        let (enrolled, _) = live.access.headsets(at: live.clock.now)
        return live.read { HeadsetCounts(enrolled, $0) }
    }

    /// Tells all clients how long the certificate is still good.
    func certificate(_ validity: CertificateValidity) {
        live.apply { state, time in
            state.certificate(days: validity.daysLeft(), at: time)
                + state.fault("certificate_not_valid", isThere: validity.standing() != .valid, at: time)
        }
    }

    /// Tells all clients that something of the bundle could not be read, or is damaged.
    func contentIsDamaged() { live.apply { state, time in state.fault("bundle_damaged", isThere: true, at: time) } }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await withThrowingDiscardingTaskGroup { group in
                    group.addTask { try await live.run() }
                    group.addTask { await doctor.run() }
                }
            }
        } catch is CancellationError {
            // Told to stop, which is no failure.
            return
        }
    }
}
