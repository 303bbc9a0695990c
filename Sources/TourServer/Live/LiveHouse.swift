internal import ServiceLifecycle
internal import Hummingbird
internal import Logging
internal import TourBundle

/// Live state and its rules as the rest of the server sees them.
struct LiveHouse: Service {
    private let live: LiveTour
    private let contract: Representation?

    /// - Parameter pages: the contract is one of them.
    init(bundle: BundleReader, settings: LiveSettings, pages: PageLibrary, logger: Logger) throws(BundleError) {
        live = try LiveTour(bundle: bundle, settings: settings, logger: logger)
        contract = pages["/pages/openapi.json"]
    }

    /// What answers live state's addresses by itself, and all else by `inner` for those who may see it.
    func door<Inner: HTTPResponder>(_ inner: Inner) -> FrontDoor<Inner> where Inner.Context == RequestScope {
        FrontDoor(inner: inner, api: LiveAPI(live: live, contract: contract))
    }

    /// Whether somebody may have content: for the way of tiles, which passes no responder. It waits for nothing.
    ///
    /// - Parameters: as the request has them; `local` is the address at which it came in.
    func admits(host: String, local: String?, cookie: String?, authorization: String?) -> Bool {
        let access = live.access
        guard access.hosts.allows(host, local: local) else { return false }
        guard !access.settings.isOpen else { return true }
        let credentials = Credentials(
            cookie: cookie,
            authorization: authorization,
            isSecure: access.settings.isSecure
        )
        return access.visitor(credentials) != .guest
    }

    /// Tells all clients for how many days the certificate is still good.
    func certificate(days: Int?) { live.apply { state, time in state.certificate(days: days, at: time) } }

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await live.run() }
        } catch is CancellationError {
            // Told to stop, which is no failure.
            return
        }
    }
}
