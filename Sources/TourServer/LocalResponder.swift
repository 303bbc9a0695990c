package import Hummingbird
internal import HTTPTypes
internal import NIOCore

/// Answers a page on this machine, and nobody else: other sites that a browser has open can neither read nor change anything.
///
/// Requests have to name this machine as their host, which a site that points its own name here does not (DNS rebinding);
/// changes have to come from a page of this very address, as JSON, which no form of another site can send.
package struct LocalResponder<Desk: LocalDesk>: HTTPResponder {
    package typealias Context = RequestScope

    private let desk: Desk
    private let pages: PageLibrary
    /// Its `index.html` is `/`.
    private let folder: String

    package init(desk: Desk, pages: PageLibrary, folder: String) {
        self.desk = desk
        self.pages = pages
        self.folder = folder
    }

    package func respond(to request: Request, context: RequestScope) async -> Response {
        do throws(Problem) {
            guard isThisMachine(request.head.authority) else { throw .otherHost }
            let path = String((request.head.path ?? "").prefix { $0 != "?" })
            guard path.utf8.count <= Resource.longestTarget else { throw .addressTooLong }
            switch request.method {
            case .get, .head: return try await read(path).response(to: request.head)
            case .post: return try await act(path, request)
            default: throw .methodNotAllowed
            }
        } catch {
            return error.response(to: request.head)
        }
    }

    private func read(_ path: String) async throws(Problem) -> Representation {
        if path == "/", let page = pages["/pages/\(folder)/index.html"] { return page }
        if path == "/api/v1/state" {
            return Representation(await desk.state(), mediaType: MediaType.json, caching: .never)
        }
        if path.hasPrefix("/pictures/"), let picture = await desk.picture(String(path.dropFirst("/pictures/".count))) {
            return Representation(picture.bytes, mediaType: picture.mediaType, caching: .revalidated)
        }
        let isOfPage = ["/pages/\(folder)/", "/pages/common/"].contains { path.hasPrefix($0) }
        guard isOfPage, let page = pages[path] else { throw .notFound }
        return page
    }

    private func act(_ path: String, _ request: Request) async throws(Problem) -> Response {
        guard path.hasPrefix("/api/v1/") else { throw .methodNotAllowed }
        let fields = request.headers
        guard let authority = request.head.authority, fields[.origin] == "http://\(authority)" else {
            throw .otherOrigin
        }
        let type = (fields[.contentType] ?? "").prefix { $0 != ";" }
        guard type.lowercased() == MediaType.json else { throw .notJSON }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: 1 << 20)
        } catch {
            throw .bodyTooLarge
        }
        guard let answer = await desk.act(String(path.dropFirst("/api/v1/".count)), Array(body.readableBytesView))
        else {
            throw .notFound
        }
        return answer.response
    }
}

extension DeskAnswer {
    fileprivate var response: Response {
        var fields = HTTPFields.security
        fields[.contentType] = MediaType.json
        fields[.contentLength] = String(body.count)
        fields[.cacheControl] = Representation.Caching.never.rawValue
        return Response(status: status, headers: fields, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    private var status: HTTPResponse.Status {
        switch outcome {
        case .done: .ok
        case .notUnderstood: .badRequest
        case .changedMeanwhile: .conflict
        case .refused: .unprocessableContent
        }
    }
}

/// Whether the host of a request, its port apart, is a name of this machine that no other can have.
private func isThisMachine(_ authority: String?) -> Bool {
    guard let authority, let address = try? ListenAddress(authority.hasPort ? authority : authority + ":80") else {
        return false
    }
    return address.isLoopback
}

extension String {
    fileprivate var hasPort: Bool { last != "]" && contains(":") }
}
