package import Hummingbird
package import Logging
internal import HTTPTypes
internal import Panorama
internal import TourBundle

/// Answers every request for a tour's content and the web pages; safe methods only, so that an answer changes nothing.
package struct TourResponder<Content: TourContent>: HTTPResponder {
    package typealias Context = RequestScope

    private let content: Content
    private let tour: Representation
    private let pages: PageLibrary
    private let logger: Logger

    package init(content: Content, pages: PageLibrary, logger: Logger) {
        self.content = content
        self.tour = Representation(content.tourJSON, mediaType: MediaType.json, caching: .revalidated)
        self.pages = pages
        self.logger = logger
    }

    package func respond(to request: Request, context: RequestScope) async -> Response {
        do throws(Problem) {
            guard request.method == .get || request.method == .head else { throw .methodNotAllowed }
            let resource = try Self.resource(of: request.head)
            return try await representation(of: resource).response(to: request.head)
        } catch {
            return error.response(to: request.head)
        }
    }

    private static func resource(of request: HTTPRequest) throws(Problem) -> Resource {
        do {
            return try Resource(target: request.path ?? "")
        } catch {
            throw Problem(error)
        }
    }

    private func representation(of resource: Resource) async throws(Problem) -> Representation {
        let found: Representation?
        do throws(BundleError) {
            found = try await find(resource)
        } catch {
            logger.error("cannot read the tour's file", metadata: ["error": "\(error)"])
            throw .unreadableBundle
        }
        guard let found else { throw .notFound }
        return found
    }

    private func find(_ resource: Resource) async throws(BundleError) -> Representation? {
        switch resource {
        case .page(let path):
            return pages[path]
        case .tour:
            return tour
        case .panorama(let digest):
            let json = try await content.panoramaJSON(digest)
            return json.map { Representation($0, mediaType: MediaType.json, caching: .revalidated) }
        case .tile(let panorama, let address):
            return try await content.tile(panorama: panorama, address: address).map { .init($0, caching: .immutable) }
        case .media(let digest):
            return try await content.media(digest).map { .init($0, caching: .immutable) }
        }
    }
}
