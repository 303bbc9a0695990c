internal import Dispatch
internal import Synchronization
internal import TourBundle

/// Who may do what on the running server: sessions, headsets, PINs.
final class AccessControl: Sendable {
    struct Inner {
        var sessions = GuideSessions()
        var enrolment = Enrolment()
        var delay = SignInDelay()
        var tries = 0
    }

    let settings: LiveSettings
    let clock: ServerClock
    let hosts: HostAllowList
    private let inner = Mutex(Inner())
    /// PINs are compared one after the other: each takes 32 MiB and much of a core.
    private let queue = DispatchQueue(label: "zeitreise.pins")

    private static let mostTries = 4

    init(_ settings: LiveSettings, clock: ServerClock) {
        (self.settings, self.clock) = (settings, clock)
        hosts = HostAllowList(settings.hosts)
    }

    func with<Value, Failure: Error>(
        _ body: (inout Inner, _ time: Double) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        let result = inner.withLock { inner -> Result<Value, Failure> in
            do throws(Failure) {
                return .success(try body(&inner, clock.now))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// On whose behalf a request comes; a guide's session is seen.
    func visitor(_ credentials: Credentials) -> Visitor {
        guard !credentials.tokens.isEmpty else { return .guest }
        let digests = credentials.tokens.map(SecretToken.digest)
        return with { inner, time in
            for digest in digests where inner.sessions.session(digest, at: time) != nil { return .guide(digest) }
            for digest in digests {
                if let headset = inner.enrolment.headset(token: digest) { return .headset(id: headset.id) }
            }
            return .guest
        }
    }

    /// Whether it still counts.
    func knows(_ visitor: Visitor) -> Bool {
        with { inner, time in
            switch visitor {
            case .guest: settings.isOpen
            case .headset(let id): inner.enrolment.headsets[id] != nil
            case .guide(let token): inner.sessions.session(token, at: time) != nil
            }
        }
    }
}

// MARK: - Guides

extension AccessControl {
    enum SignIn {
        case guide(String)
        case wrong
        case wait(seconds: Double)
    }

    /// Compares a PIN with those of all guides, or of the one named; takes about a tenth of a second each.
    func signIn(pin: String, name: String?, source: String) async -> SignIn {
        let wait = with { inner, time -> Double? in
            if let wait = inner.delay.wait(of: source, at: time) { return wait }
            guard inner.tries < Self.mostTries else { return 1 }
            inner.tries += 1
            return nil
        }
        if let wait { return .wait(seconds: wait) }
        let guide = await guide(pin: pin, name: name)
        return with { inner, time in
            inner.tries -= 1
            guard let guide else {
                inner.delay.failed(source, at: time)
                return .wrong
            }
            inner.delay.succeeded(source, at: time)
            return .guide(guide)
        }
    }

    private func guide(pin: String, name: String?) async -> String? {
        let guides = settings.guides.filter { name == nil || $0.name == name }
        return await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: guides.filter { $0.hash.matches(pin) }.first?.name) }
        }
    }
}

// MARK: - Saving

extension AccessControl {
    var savedSessions: [GuideSessions.Saved] { with { inner, _ in inner.sessions.saved } }

    var savedHeadsets: [Enrolment.Headset] {
        with { inner, _ in inner.enrolment.headsets.values.sorted { $0.number < $1.number } }
    }

    func restore(_ headsets: [Enrolment.Headset], _ sessions: [GuideSessions.Saved], shift: Double) {
        with { inner, _ in
            inner.enrolment.restore(headsets)
            inner.sessions.restore(sessions, shift: shift)
        }
    }

    func headsets(at time: Double) -> ([Enrolment.Headset], [Enrolment.Candidate]) {
        with { inner, _ in (Array(inner.enrolment.headsets.values), inner.enrolment.waiting(at: time)) }
    }

    /// What is written on the headsets, by their ids.
    var numbers: [String: Int] { with { inner, _ in inner.enrolment.headsets.mapValues(\.number) } }
}
