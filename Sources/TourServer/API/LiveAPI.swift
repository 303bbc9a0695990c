internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import TourBundle

/// Answers what concerns live state, headsets and guides.
struct LiveAPI: Sendable {
    let live: LiveTour
    let doctor: DoctorDesk
    let contract: Representation?
    /// Event streams of one device that is none of ours; 0 is no limit.
    let streamsPerSource: Int

    private var access: AccessControl { live.access }
    private var isSecure: Bool { access.settings.isSecure }

    func respond(_ path: APIPath, _ call: APICall) async throws(Problem) -> Response {
        let method = call.request.method == .head ? .get : call.request.method
        if method != .get { try call.refuseOtherSites() }
        let response = try await answer(path, method, call)
        guard call.request.method == .head else { return response }
        return Response(status: response.status, headers: response.headers)
    }

    private func answer(_ path: APIPath, _ method: HTTPRequest.Method, _ call: APICall) async throws(Problem)
        -> Response
    {
        switch (path, method) {
        case (.contract, .get): return try document(call)
        case (.events, .get): return try events(call)
        case (.clock, .post): return try await clock(call)
        case (.headsets, .get): return try headsets(call)
        case (.headsets, .post): return try await enrol(call)
        case (.headset(let id), .delete): return try await remove(id, call)
        case (.report(let id), .post): return try await report(id, call)
        case (.claim(let id), .post): return try await claim(id, call)
        case (.session, .get): return .live(try session(try call.guide()))
        case (.session, .post): return try await signIn(call)
        case (.session, .delete): return try await signOut(call)
        case (.sessions, .delete): return try await signOutAll(call)
        case (.commands, .post): return try await command(call)
        case (.driveReport(let isCSV), .get): return try driveReport(isCSV, call)
        case (.seats, .get): return try seats(call)
        case (.handovers, .get): return try await handovers(call)
        case (.checks, .get): return try checks(call)
        case (.checks, .post): return try examine(call)
        default: throw .methodNotAllowed(allow: path.methods)
        }
    }

    private func document(_ call: APICall) throws(Problem) -> Response {
        guard let contract else { throw .notFound }
        return contract.response(to: call.request.head)
    }

    private func events(_ call: APICall) throws(Problem) -> Response {
        guard access.knows(call.visitor) else { throw .notEnrolled }
        guard call.request.method == .get else { return Response(status: .ok, headers: EventStream.fields) }
        guard let stream = EventStream(live, call.visitor, source: call.scope.source, most: streamsPerSource)
        else { throw .tooManyStreams }
        return stream.response
    }

    private func clock(_ call: APICall) async throws(Problem) -> Response {
        let received = live.clock.now
        let question = try await call.body(ClockQuestion.self)
        return .live(
            ClockAnswer(
                clientSendS: question.clientSendS,
                serverReceiveS: received,
                serverSendS: live.clock.now,
                boot: live.clock.boot
            )
        )
    }
}

// MARK: - Headsets

extension LiveAPI {
    private func headsets(_ call: APICall) throws(Problem) -> Response {
        _ = try call.guide()
        return .live(json: (try? live.headsetsJSON()) ?? [])
    }

    private func enrol(_ call: APICall) async throws(Problem) -> Response {
        let request = try await call.body(EnrolmentRequest.self)
        guard request.name.map(GuidePIN.isName) ?? true else { throw .notSensible }
        if let token = request.token, !access.settings.provisioning.contains(token) { throw .wrongToken }
        let id = String(SecretToken().text.prefix(16))
        guard request.token != nil || access.settings.guides.isEmpty else { return try apply(id, request.name, call) }
        let token = SecretToken()
        let enrolled = try allowed { () throws(Enrolment.Refusal) in
            try access.with { inner, _ throws(Enrolment.Refusal) in
                try inner.enrolment.enrol(id, name: request.name, token: token.digest)
            }
        }
        return await answer(enrolled, token)
    }

    private func apply(_ id: String, _ name: String?, _ call: APICall) throws(Problem) -> Response {
        let secret = SecretToken()
        let candidate = try allowed { () throws(Enrolment.Refusal) in
            try access.with { inner, time throws(Enrolment.Refusal) in
                try inner.enrolment.apply(id, name: name, claim: secret.digest, source: call.scope.source, at: time)
            }
        }
        live.headsetsChanged()
        return .live(
            EnrolmentAnswer(
                id: id,
                code: candidate.code.description,
                claim: secret.text,
                expiresInS: Enrolment.codeSeconds
            ),
            status: .accepted
        )
    }

    private func claim(_ id: String, _ call: APICall) async throws(Problem) -> Response {
        let request = try await call.body(ClaimRequest.self)
        let token = SecretToken()
        let enrolled = try allowed { () throws(Enrolment.Refusal) in
            try access.with { inner, time throws(Enrolment.Refusal) in
                let secret = SecretToken.digest(of: request.claim)
                return try inner.enrolment.claim(id, secret: secret, token: token.digest, at: time)
            }
        }
        guard let enrolled else { return .live(EnrolmentAnswer(id: id), status: .accepted) }
        return await answer(enrolled, token)
    }

    private func answer(_ enrolled: Enrolment.Enrolled, _ token: SecretToken) async -> Response {
        let headset = enrolled.headset
        if let former = enrolled.formerID {
            live.apply { state, time in state.rename(headset: former, to: headset.id, at: time) }
        }
        await live.save()
        live.headsetsChanged()
        let year = 365 * 24 * 3600
        return .live(
            EnrolmentAnswer(id: headset.id, number: headset.number, token: token.text),
            status: .created,
            cookie: CookieName.headset.field(token.text, seconds: year, isSecure: isSecure)
        )
    }

    private func remove(_ id: String, _ call: APICall) async throws(Problem) -> Response {
        let token = try call.guide()
        try live.asOne { () throws(Problem) in
            guard access.with({ inner, _ in inner.sessions.controller == token }) else { throw .noControls }
            do {
                try carryOut(.remove(headset: id))
            } catch {
                throw .notFound
            }
        }
        await live.save()
        return .done()
    }

    private func report(_ id: String, _ call: APICall) async throws(Problem) -> Response {
        guard call.visitor != .guest else { throw .notEnrolled }
        guard call.visitor == .headset(id: id) else { throw .otherHeadset }
        let report = try await call.body(HeadsetReport.self)
        guard report.isPlausible else { throw .notSensible }
        live.apply { state, time in state.take(report, of: id, at: time) }
        return .done()
    }

    private func allowed<Value>(_ body: () throws(Enrolment.Refusal) -> Value) throws(Problem) -> Value {
        do {
            return try body()
        } catch {
            throw error == .tooMany ? .tooManyHeadsets : .wrongClaim
        }
    }
}

// MARK: - Guides

extension LiveAPI {
    private func signIn(_ call: APICall) async throws(Problem) -> Response {
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

    private func session(_ token: Digest) throws(Problem) -> SessionAnswer {
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

    private func signOut(_ call: APICall) async throws(Problem) -> Response {
        let token = try call.guide()
        access.with { inner, _ in inner.sessions.end(token) }
        return await signedOut()
    }

    private func signOutAll(_ call: APICall) async throws(Problem) -> Response {
        _ = try call.guide()
        access.with { inner, _ in inner.sessions.endAll() }
        return await signedOut()
    }

    private func signedOut() async -> Response {
        await live.save()
        live.broadcast.ping()
        return .done(cookie: CookieName.guide.field(nil, seconds: 0, isSecure: isSecure))
    }

    private func command(_ call: APICall) async throws(Problem) -> Response {
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
