import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Panorama
import Testing
import TourBundle
import TourServer

/// `printf 'tile 1/f/0/1' | sha256sum`
private let tileDigest = "5f052ec076f99a6d0457e8f9653e45b75c5d23334193a856d1059c777dccb6a0"
/// `printf sound | sha256sum`
private let soundDigest = "dd29442deca69f52c50006b831cb216edf78a7da33748f0a80ff19f2ebe57ecd"
private let noDigest = String(repeating: "0", count: 64)

struct TourResponderTests {
    @Test func `a tile comes whole, named by its SHA-256 and for good`() async throws {
        try await TestTour.with { tour in
            let response = try await get("/tiles/\(tour.panorama)/1/f/0/1.jpg", of: tour.reader)
            #expect(response.status == .ok)
            #expect(response.headers[.contentType] == "image/jpeg")
            #expect(response.headers[.contentLength] == "12")
            #expect(response.headers[.eTag] == "\"\(tileDigest)\"")
            #expect(response.headers[.cacheControl] == "max-age=31536000, immutable")
            #expect(try await response.receivedBody() == "tile 1/f/0/1")
        }
    }

    @Test func `every tile of the pyramid is the one stored at its address`() async throws {
        try await TestTour.with { tour in
            for address in TestTour.pyramid.addresses {
                let response = try await get("/tiles/\(tour.panorama)/\(address).jpg", of: tour.reader)
                #expect(try await response.receivedBody() == "tile \(address)")
            }
        }
    }

    @Test func `media, tour and manifest come as stored`() async throws {
        try await TestTour.with { tour in
            let sound = try await get("/media/\(tour.sound)", of: tour.reader)
            #expect(sound.headers[.contentType] == "audio/ogg")
            #expect(sound.headers[.eTag] == "\"\(soundDigest)\"")
            #expect(try await sound.receivedBody() == "sound")

            let manifest = try await get("/api/v1/tour", of: tour.reader)
            #expect(manifest.headers[.contentType] == "application/json")
            #expect(manifest.headers[.cacheControl] == "no-cache")
            #expect(try await manifest.receivedBody() == String(decoding: tour.reader.tourJSON, as: UTF8.self))

            let panorama = try await get("/api/v1/panoramas/\(tour.panorama)", of: tour.reader)
            #expect(panorama.headers[.contentType] == "application/json")
            #expect(panorama.headers[.cacheControl] == "no-cache")
            let json = try await panorama.receivedBody()
            #expect(
                try JSONDecoder().decode(PanoramaSizes.self, from: Data(json.utf8))
                    == .init(face_size_px: 32, tile_size_px: 16)
            )
        }
    }

    @Test func `what is not there is a 404`() async throws {
        try await TestTour.with { tour in
            let tiles = "/tiles/\(tour.panorama)"
            for target in [
                "\(tiles)/2/f/0/0.jpg", "\(tiles)/0/f/1/0.jpg", "\(tiles)/0/f/0/1.jpg", "\(tiles)/1/f/2/0.jpg",
                "\(tiles)/1/f/0/999999999.jpg", "\(tiles)/999999999/f/0/0.jpg", "/tiles/\(noDigest)/0/f/0/0.jpg",
                "/tiles/\(tileDigest)/0/f/0/0.jpg", "/media/\(noDigest)", "/media/\(tileDigest)",
                "/api/v1/panoramas/\(noDigest)", "/console.html", "/headset.html", "/pages/headset.html",
                "/pages/../headset",
                "/index.html", "/favicon.ico",
            ] {
                let response = try await get(target, of: tour.reader)
                #expect(response.status == .notFound, "\(target)")
            }
        }
    }

    @Test func `HEAD has the fields of GET and no body`() async throws {
        try await TestTour.with { tour in
            for target in [
                "/tiles/\(tour.panorama)/1/f/0/1.jpg", "/media/\(tour.sound)", "/api/v1/tour",
                "/api/v1/panoramas/\(tour.panorama)", "/headset", "/nothing", "/%00",
            ] {
                let whole = try await get(target, of: tour.reader)
                let head = try await answer(.head, target, of: tour.reader)
                #expect(head.status == whole.status)
                #expect(head.headers == whole.headers)
                #expect(try await head.receivedBody().isEmpty)
                #expect(try await whole.receivedBody().utf8.count == whole.headers[.contentLength].flatMap { Int($0) })
            }
        }
    }

    @Test(arguments: ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW", "get"])
    func `other methods are not allowed`(_ name: String) async throws {
        let method = try #require(HTTPRequest.Method(name))
        for target in ["/headset", "/api/v1/tour", "/tiles/\(noDigest)/0/f/0/0.jpg", "/nothing", "*"] {
            let response = try await answer(method, target, of: FailingContent())
            #expect(response.status == .methodNotAllowed)
            #expect(response.headers[.allow] == "GET, HEAD")
        }
    }
}

/// Of the manifest's JSON, by its keys as published.
private struct PanoramaSizes: Decodable, Equatable {
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let face_size_px: Int
    // swift-format-ignore: AlwaysUseLowerCamelCase
    let tile_size_px: Int
}

struct ConditionalRequestTests {
    @Test(arguments: [
        ("\"\(tileDigest)\"", 304), ("W/\"\(tileDigest)\"", 304), ("*", 304),
        ("\"a\", W/\"\(tileDigest)\" , \"b\"", 304),
        ("\"a\", \"b\"", 200), ("\"\(tileDigest.uppercased())\"", 200), (tileDigest, 200), ("", 200),
    ])
    func `If-None-Match`(_ value: String, _ status: Int) async throws {
        try await TestTour.with { tour in
            for method in [HTTPRequest.Method.get, .head] {
                let target = "/tiles/\(tour.panorama)/1/f/0/1.jpg"
                let response = try await answer(method, target, [.ifNoneMatch: value], of: tour.reader)
                #expect(response.status.code == status)
                #expect(response.headers[.eTag] == "\"\(tileDigest)\"")
                #expect(response.headers[.cacheControl] == "max-age=31536000, immutable")
                if status == 304 { try await expectNoContent(response) }
            }
        }
    }

    @Test(arguments: [
        ("\"\(tileDigest)\"", 200), ("*", 200), ("\"a\", \"\(tileDigest)\"", 200), ("W/\"\(tileDigest)\"", 412),
        ("\"a\"", 412),
    ])
    func `If-Match`(_ value: String, _ status: Int) async throws {
        try await TestTour.with { tour in
            let response = try await get("/tiles/\(tour.panorama)/1/f/0/1.jpg", [.ifMatch: value], of: tour.reader)
            #expect(response.status.code == status)
        }
    }

    @Test func `several fields count as one list`() async throws {
        try await TestTour.with { tour in
            var fields = HTTPFields()
            fields.append(.init(name: .ifNoneMatch, value: "\"a\""))
            fields.append(.init(name: .ifNoneMatch, value: "\"\(soundDigest)\""))
            let response = try await get("/media/\(tour.sound)", fields, of: tour.reader)
            #expect(response.status == .notModified)
        }
    }

    @Test func `every kind of resource is asked for again by its tag`() async throws {
        try await TestTour.with { tour in
            for target in [
                "/headset", "/api/v1/tour", "/api/v1/panoramas/\(tour.panorama)", "/media/\(tour.sound)",
            ] {
                let first = try await get(target, of: tour.reader)
                let tag = try #require(first.headers[.eTag])
                let again = try await get(target, [.ifNoneMatch: tag], of: tour.reader)
                #expect(again.status == .notModified)
                #expect(again.headers[.eTag] == tag)
                try await expectNoContent(again)
            }
        }
    }

    @Test func `a condition does not turn an error into a 304`() async throws {
        let response = try await get("/nothing", [.ifNoneMatch: "*"], of: FailingContent())
        #expect(response.status == .notFound)
    }

    private func expectNoContent(_ response: Response) async throws {
        #expect(response.headers[.contentLength] == nil)
        #expect(response.headers[.contentType] == nil)
        #expect(try await response.receivedBody().isEmpty)
    }
}

struct ErrorAnswerTests {
    @Test(arguments: [
        ("/nothing", 404), ("/../../etc/passwd", 404), ("/tiles/..%2f..", 404), ("/pages//x", 404), ("/pages/%00", 400),
        ("/pages/a\\b", 400), ("/%", 400), ("/" + String(repeating: "a", count: 2_000), 414),
        ("/media/\(noDigest)", 503), ("/tiles/\(noDigest)/0/f/0/0.jpg", 503), ("/api/v1/panoramas/\(noDigest)", 503),
    ])
    func `an error is a problem with one sentence`(_ target: String, _ status: Int) async throws {
        let response = try await get(target, of: FailingContent())
        #expect(response.status.code == status)
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(response.headers[.cacheControl] == "no-store")
        let json = Data(try await response.receivedBody().utf8)
        let problem = try JSONDecoder().decode(ReadProblem.self, from: json)
        #expect(problem.status == status)
        #expect(problem.title == response.status.reasonPhrase)
        #expect(problem.detail.hasSuffix("."))
        #expect(!problem.detail.contains(target))
    }

    @Test func `every answer carries the security fields once`() async throws {
        let policy =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
            + "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        for (method, target) in [
            (HTTPRequest.Method.get, "/headset"), (.get, "/api/v1/tour"), (.get, "/nothing"),
            (.get, "/%00"),
            (.get, "/media/\(noDigest)"), (.post, "/headset"), (.head, "/headset"),
        ] {
            let response = try await answer(method, target, of: FailingContent())
            #expect(response.headers[values: .contentSecurityPolicy] == [policy])
            #expect(response.headers[values: .xContentTypeOptions] == ["nosniff"])
            #expect(response.headers[values: .crossOriginResourcePolicy] == ["same-origin"])
            #expect(response.headers[values: try #require(.init("Referrer-Policy"))] == ["no-referrer"])
            #expect(response.headers[try #require(.init("Permissions-Policy"))] == nil)
        }
    }

    @Test func `a bad bundle is logged, the visitor is not`() async throws {
        let recorder = LogRecorder()
        let responder = TourResponder(content: FailingContent(), pages: try .installed(), logger: recorder.logger)
        let fields: HTTPFields = [.userAgent: "Visitor/1", .cookie: "secret"]
        let head = HTTPRequest(
            method: .get,
            scheme: "http",
            authority: "10.1.2.3",
            path: "/media/\(noDigest)?seat=12",
            headerFields: fields
        )
        _ = await responder.respond(to: Request(head: head, body: .init(buffer: .init())), context: .init())
        #expect(recorder.lines.count == 1)
        let line = try #require(recorder.lines.first)
        #expect(line.contains("\(FailingContent.error)"))
        for secret in ["seat", "Visitor", "secret", "10.1.2.3"] { #expect(!line.contains(secret)) }
    }
}

private struct ReadProblem: Decodable {
    let status: Int
    let title: String
    let detail: String
}

private func get(_ target: String, _ fields: HTTPFields = [:], of content: some TourContent) async throws -> Response {
    try await answer(.get, target, fields, of: content)
}

private func answer(
    _ method: HTTPRequest.Method,
    _ target: String,
    _ fields: HTTPFields = [:],
    of content: some TourContent
) async throws -> Response {
    let responder = TourResponder(content: content, pages: try .installed(), logger: LogRecorder().logger)
    let head = HTTPRequest(method: method, scheme: "http", authority: "bus", path: target, headerFields: fields)
    return await responder.respond(to: Request(head: head, body: .init(buffer: .init())), context: .init())
}
