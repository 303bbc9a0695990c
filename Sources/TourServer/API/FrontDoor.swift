internal import HTTPTypes
internal import Hummingbird

/// Stands before everything: who is called by a wrong name or may not come in gets no further.
struct FrontDoor<Inner: HTTPResponder>: HTTPResponder where Inner.Context == RequestScope {
    typealias Context = RequestScope

    let inner: Inner
    let api: LiveAPI
    let ledger: SourceLedger
    private var access: AccessControl { api.live.access }

    func respond(to request: Request, context: RequestScope) async throws -> Response {
        do throws(Problem) {
            return try await admit(request, context)
        } catch {
            return error.response(to: request.head)
        }
    }

    private func admit(_ request: Request, _ scope: RequestScope) async throws(Problem) -> Response {
        let fields = request.headers
        // HTTP/2 may say it either way, and twice as long as it is the same (RFC 9113, 8.3.1).
        let authority = request.head.authority ?? fields[.secondHost] ?? ""
        guard fields[values: .secondHost].allSatisfy({ $0 == authority }) else { throw .malformedRequest }
        guard access.hosts.allows(authority, local: scope.local) else { throw .wrongHost }
        let visitor = access.visitor(
            Credentials(
                cookie: fields[.cookie],
                authorization: fields[.authorization],
                isSecure: access.settings.isSecure
            )
        )
        // Where nobody leads, everybody may enrol, and that is no distinction.
        if visitor != .guest, !access.settings.guides.isEmpty { ledger.recognise(scope.source) }
        if let path = APIPath(target: request.head.path ?? "") {
            let call = APICall(
                request: request,
                scope: scope,
                visitor: visitor,
                isSecure: access.settings.isSecure
            )
            return try await api.respond(path, call)
        }
        if isContent(request.head.path ?? ""), visitor == .guest, !access.settings.isOpen { throw .notEnrolled }
        do {
            return try await inner.respond(to: request, context: scope)
        } catch {
            throw .notFound
        }
    }
}

/// Whether an address is the tour's, and no page's.
func isContent(_ target: String) -> Bool {
    ["/api/", "/tiles/", "/media/"].contains { target.hasPrefix($0) }
}
