internal import Depot
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import TourBundle

/// Answers buses that sync, and the depot's page. All that it gives is public on its network; what it takes is signed.
struct DepotResponder: HTTPResponder {
    typealias Context = RequestScope

    let shelf: DepotShelf
    let book: BusBook
    let pages: PageLibrary
    let hosts: HostAllowList
    let logger: Logger

    func respond(to request: Request, context: RequestScope) async -> Response {
        do throws(Problem) {
            let authority = request.head.authority ?? request.headers[.secondHost] ?? ""
            guard hosts.allows(authority, local: context.local) else { throw .wrongHost }
            return try await answer(request, context)
        } catch {
            return error.response(to: request.head)
        }
    }

    private func answer(_ request: Request, _ scope: RequestScope) async throws(Problem) -> Response {
        let target = request.head.path ?? ""
        guard let path = DepotPath(target: target) else { return try page(target, request) }
        guard path.methods.contains(request.method.rawValue) else { throw .methodNotAllowed(allow: path.methods) }
        do {
            switch path {
            case .blobs(let id): return try await blobs(id, request, scope)
            case .reports: return try await take(request)
            case .overview: return .live(try await overview())
            case .offer: return .live(try await shelf.offer())
            case .blob(let id, let digest):
                guard let found = try await shelf.release(id)?.blob(digest, for: request.head, scope) else {
                    throw Problem.notFound
                }
                return found
            default:
                guard let found = try await find(path) else { throw Problem.notFound }
                return found.response(to: request.head)
            }
        } catch let problem as Problem {
            throw problem
        } catch {
            logger.error("the depot cannot be read", metadata: ["error": "\(error)"])
            throw .unreadableDepot
        }
    }

    private func page(_ target: String, _ request: Request) throws(Problem) -> Response {
        let path = target.prefix { $0 != "?" }
        let own = ["/pages/depot/", "/pages/common/"].contains { path.hasPrefix($0) }
        guard let file = Self.files[String(path)] ?? (own ? String(path) : nil), let page = pages[file] else {
            throw .notFound
        }
        guard request.method == .get || request.method == .head else { throw .methodNotAllowed }
        return page.response(to: request.head)
    }

    private static let files = [
        "/": "/pages/depot/index.html", "/api/v1/openapi.json": "/pages/depot/openapi.json",
    ]

    private func find(_ path: DepotPath) async throws -> Representation? {
        switch path {
        case .release(let id): try await shelf.release(id)?.file
        case .text(let id, let text): try await shelf.release(id)?.text(text)
        case .tileList(let id, let digest): try await shelf.release(id)?.tileList(digest)
        default: nil
        }
    }

    private func overview() async throws -> DepotOverview {
        let now = time(nil)
        try await shelf.takeCarriedReports(into: book, at: now)
        return DepotOverview(try await shelf.releases(), try await book.entries(), at: now)
    }
}
