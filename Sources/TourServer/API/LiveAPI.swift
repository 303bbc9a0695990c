internal import HTTPTypes
internal import Hummingbird
internal import TourBundle

/// Answers what concerns live state, headsets and guides.
struct LiveAPI: Sendable {
    let live: LiveTour
    let doctor: DoctorDesk
    let contract: Representation?
    /// Event streams of one device that is none of ours; 0 is no limit.
    let streamsPerSource: Int

    var access: AccessControl { live.access }
    var isSecure: Bool { access.settings.isSecure }

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
