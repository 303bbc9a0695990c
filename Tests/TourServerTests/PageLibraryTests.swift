import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import NIOCore
import Testing
import TourServer

struct PageLibraryTests {
    private let directory = FileManager.default.temporaryDirectory.appending(path: "pages-\(UUID().uuidString)")

    private func write(_ files: [String: String]) throws {
        for (path, text) in files {
            let url = directory.appending(path: path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
    }

    private func get(_ path: String, of pages: PageLibrary) async -> Response {
        let responder = TourResponder(content: FailingContent(), pages: pages, logger: LogRecorder().logger)
        let head = HTTPRequest(method: .get, scheme: "http", authority: "bus", path: path)
        return await responder.respond(to: Request(head: head, body: .init(buffer: .init())), context: .init())
    }

    @Test func `files have their addresses and types`() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write([
            "index.html": "start", "headset.html": "headset", "headset/view.js": "view", "style.css": "style",
            "worker.js": "worker",
            "lib/part.html": "part", ".hidden.js": "hidden", ".git/x.js": "hidden",
        ])
        try FileManager.default.createSymbolicLink(
            at: directory.appending(path: "link.txt"),
            withDestinationURL: URL(filePath: "/etc/passwd")
        )
        let pages = try PageLibrary(directory: directory)
        for (path, text, type) in [
            ("/", "start", "text/html; charset=utf-8"), ("/headset", "headset", "text/html; charset=utf-8"),
            ("/pages/headset/view.js", "view", "text/javascript; charset=utf-8"),
            ("/pages/style.css", "style", "text/css; charset=utf-8"),
            ("/worker.js", "worker", "text/javascript; charset=utf-8"),
            ("/pages/lib/part.html", "part", "text/html; charset=utf-8"),
        ] {
            let response = await get(path, of: pages)
            #expect(response.status == .ok, "\(path)")
            #expect(response.headers[.contentType] == type)
            #expect(response.headers[.cacheControl] == "no-cache")
            #expect(try await response.receivedBody() == text)
        }
        for path in [
            "/index", "/pages/index.html", "/pages/.hidden.js", "/pages/.git/x.js", "/pages/link.txt", "/pages/lib",
        ] {
            #expect(await get(path, of: pages).status == .notFound, "\(path)")
        }
    }

    @Test func `pages are not read again`() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write(["headset.html": "before"])
        let pages = try PageLibrary(directory: directory)
        try write(["headset.html": "after", "later.js": "later"])
        #expect(try await get("/headset", of: pages).receivedBody() == "before")
        #expect(await get("/pages/later.js", of: pages).status == .notFound)
    }

    @Test func `Leaflet is served as its package has it, and nothing else of it`() async throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write([
            "pages/console.html": "console", "leaflet/leaflet.css": "style", "leaflet/leaflet.esm.min.js": "code",
            "leaflet/leaflet.esm.min.js.gz": "other", "leaflet/images/layers.png": "other",
        ])
        var pages = try PageLibrary(directory: directory.appending(path: "pages"))
        let paths = ["leaflet.css", "leaflet.esm.min.js"].map { "/pages/vendor/leaflet/" + $0 }
        pages.addLeaflet(from: directory.appending(path: "nowhere"))
        for path in paths { #expect(await get(path, of: pages).status == .notFound) }
        pages.addLeaflet(from: directory.appending(path: "leaflet"))
        for (path, text) in zip(paths, ["style", "code"]) {
            #expect(try await get(path, of: pages).receivedBody() == text)
        }
        for path in ["leaflet.esm.min.js.gz", "images/layers.png"] {
            #expect(await get("/pages/vendor/leaflet/" + path, of: pages).status == .notFound)
        }
    }

    @Test func `a file of unknown type is an error that names it`() throws {
        defer { try? FileManager.default.removeItem(at: directory) }
        try write(["a.exe": ""])
        let error = #expect(throws: TourServerError.self) { try PageLibrary(directory: directory) }
        #expect(error.map { "\($0)" }?.contains("a.exe") == true)
    }

    @Test func `a missing directory is an error that names it`() throws {
        let error = #expect(throws: TourServerError.self) { try PageLibrary(directory: directory) }
        #expect(error.map { "\($0)" }?.contains(directory.path) == true)
    }
}
