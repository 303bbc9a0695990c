package import Hummingbird
package import Logging
internal import HTTPTypes
internal import Panorama
internal import TourBundle

/// Answers every request for a tour's content and the web pages; safe methods only, so that an answer changes nothing.
package struct TourResponder<Content: TourContent>: HTTPResponder {
    package typealias Context = RequestScope

    private let tour: Representation
    private let pages: PageLibrary
    private let loader: ContentLoader

    package init(content: Content, pages: PageLibrary, logger: Logger) {
        self.init(
            content: content,
            pages: pages,
            loader: ContentLoader(
                content: content,
                metrics: ServerMetrics(),
                alarm: ContentAlarm(file: "the tour's file", logger: logger) {}
            )
        )
    }

    /// - Parameter loader: of the same content.
    init(content: Content, pages: PageLibrary, loader: ContentLoader) {
        self.tour = .json(content.tourJSON)
        self.pages = pages
        self.loader = loader
    }

    package func respond(to request: Request, context: RequestScope) async -> Response {
        do throws(Problem) {
            guard request.method == .get || request.method == .head else { throw .methodNotAllowed }
            let resource = try Resource.of(request.head.path ?? "")
            guard let found = try await find(resource) else { throw .notFound }
            return found.response(to: request.head)
        } catch {
            return error.response(to: request.head)
        }
    }

    private func find(_ resource: Resource) async throws(Problem) -> Representation? {
        switch resource {
        case .page(let path):
            return pages[path]
        case .tour:
            return tour
        case .panorama, .tile, .media:
            return try await loader.load(resource)
        }
    }
}
