internal import Hummingbird
internal import TourBundle

// Headsets: how they are enrolled, what they report, how they leave.
extension LiveAPI {
    func headsets(_ call: APICall) throws(Problem) -> Response {
        _ = try call.guide()
        return .live(json: (try? live.headsetsJSON()) ?? [])
    }

    func enrol(_ call: APICall) async throws(Problem) -> Response {
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

    func claim(_ id: String, _ call: APICall) async throws(Problem) -> Response {
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

    func remove(_ id: String, _ call: APICall) async throws(Problem) -> Response {
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

    func report(_ id: String, _ call: APICall) async throws(Problem) -> Response {
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
