internal import Hummingbird
internal import TourBundle

// Guides: their sessions and orders.
extension LiveAPI {
    func signIn(_ call: APICall) async throws(Problem) -> Response {
        guard !access.settings.guides.isEmpty else { throw .noGuides }
        guard isSecure || call.scope.isLoopback else { throw .unsafeSignIn }
        let request = try await call.body(SignInRequest.self)
        guard (1...PINHash.longest).contains(request.pin.utf8.count) else { throw .wrongPIN }
        switch await access.signIn(pin: request.pin, name: request.name, source: call.scope.source) {
        case .wait(let seconds): throw .tooManyTries(wait: seconds)
        case .wrong: throw .wrongPIN
        case .guide(let guide): return try await begin(guide)
        }
    }

    private func begin(_ guide: String) async throws(Problem) -> Response {
        let token = SecretToken()
        access.with { inner, time in inner.sessions.begin(token.digest, guide: guide, at: time) }
        await live.save()
        live.broadcast.ping()
        return .live(
            try session(token.digest),
            status: .created,
            cookie: CookieName.guide.field(
                token.text,
                seconds: Int(GuideSessions.longestSeconds),
                isSecure: isSecure
            )
        )
    }

    func session(_ token: Digest) throws(Problem) -> SessionAnswer {
        try access.with { inner, time throws(Problem) in
            guard let session = inner.sessions.session(token, at: time) else { throw .guidesOnly }
            return SessionAnswer(
                guide: session.guide,
                controls: inner.sessions.controller == token,
                expiresInS: (session.createdS + GuideSessions.longestSeconds - time).rounded(),
                nextSequence: session.sequence + 1
            )
        }
    }

    func signOut(_ call: APICall) async throws(Problem) -> Response {
        let token = try call.guide()
        access.with { inner, _ in inner.sessions.end(token) }
        return await signedOut()
    }

    func signOutAll(_ call: APICall) async throws(Problem) -> Response {
        _ = try call.guide()
        access.with { inner, _ in inner.sessions.endAll() }
        return await signedOut()
    }

    private func signedOut() async -> Response {
        await live.save()
        live.broadcast.ping()
        return .done(cookie: CookieName.guide.field(nil, seconds: 0, isSecure: isSecure))
    }

    func command(_ call: APICall) async throws(Problem) -> Response {
        let token = try call.guide()
        let request = try await call.body(CommandRequest.self)
        guard (1...CommandRequest.greatestSequence).contains(request.sequence), let order = request.order else {
            throw .notSensible
        }
        let wasDone = try live.asOne { () throws(Problem) in
            guard try !isRepeated(request.sequence, of: token, takesOver: request.command == .takeOver) else {
                return true
            }
            try carryOut(order, token)
            access.with { inner, _ in inner.sessions.count(request.sequence, of: token) }
            return false
        }
        // A repeated one as well: its first answer may have been lost before it was on the disk.
        await live.save()
        return .live(
            CommandAnswer(
                sequence: request.sequence,
                revision: live.read(\.revision),
                repeated: wasDone
            )
        )
    }

    /// Whether the order of this number was carried out before. One that was refused was not: sent again, it is refused
    /// anew.
    private func isRepeated(_ sequence: Int, of token: Digest, takesOver: Bool) throws(Problem) -> Bool {
        try access.with { inner, time throws(Problem) in
            guard let session = inner.sessions.session(token, at: time) else { throw .guidesOnly }
            guard takesOver || inner.sessions.controller == token else { throw .noControls }
            guard sequence >= session.sequence else { throw .oldSequence }
            return sequence == session.sequence
        }
    }

    private func carryOut(_ order: CommandRequest.Order, _ token: Digest) throws(Problem) {
        switch order {
        case .takeOver:
            access.with { inner, _ in inner.sessions.takeOver(token) }
            live.broadcast.ping()
        case .approve(let code):
            do {
                try access.with { inner, time throws(Enrolment.Refusal) in try inner.enrolment.approve(code, at: time) }
            } catch {
                throw .wrongCode
            }
            live.headsetsChanged()
        case .fleet(let order):
            do {
                try carryOut(order)
            } catch {
                throw Problem(error)
            }
        case .tour(let order):
            do {
                try live.apply { state, time throws(OrderRefusal) in try state.obey(order, at: time) }
            } catch {
                throw Problem(error)
            }
        }
    }
}
