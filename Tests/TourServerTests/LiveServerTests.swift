import Panorama
import Testing
import TourServer

/// Over a real socket: what only the wire shows.
struct LiveServerTests {
    @Test func `a connection stays open, and HEAD and 304 bring no body`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            let target = "/tiles/\(tour.panorama)/1/f/0/1.jpg"
            connection.send(request("GET", target))
            let whole = try connection.receive()
            #expect(whole.status == 200)
            #expect(whole.body == "tile 1/f/0/1")
            #expect(whole.fields["server"] == ["Zeitreise"])
            #expect(whole.fields["date"]?.count == 1)
            #expect(whole.fields["transfer-encoding"] == nil)

            connection.send(request("HEAD", target))
            let head = try connection.receive(hasBody: false)
            #expect(head.fields["content-length"] == ["12"])

            connection.send(request("GET", target, "If-None-Match: *\r\n"))
            let held = try connection.receive()
            #expect(held.status == 304)
            #expect(held.fields["content-length"] == nil)
            #expect(held.fields["etag"] == whole.fields["etag"])

            connection.send(request("GET", "/api/v1/tour"))
            #expect(try connection.receive().status == 200)
        }
    }

    @Test func `requests sent at once are answered in order`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            let addresses = TestTour.pyramid.addresses
            connection.send(addresses.map { request("GET", "/tiles/\(tour.panorama)/\($0).jpg") }.joined())
            for address in addresses { #expect(try connection.receive().body == "tile \(address)") }
        }
    }

    @Test func `a body that nobody wants does no harm`() async throws {
        try await withServer { port, _ in
            let connection = try RawConnection(port: port)
            connection.send(
                request("POST", "/headset", "Content-Length: 5\r\n") + "GET /" + request("GET", "/api/v1/tour")
            )
            #expect(try connection.receive().status == 405)
            #expect(try connection.receive().status == 200)
        }
    }

    @Test func `hostile addresses get an error and the server stays up`() async throws {
        try await withServer { port, tour in
            for (target, status) in hostileTargets(tour) {
                let connection = try RawConnection(port: port)
                connection.send(request("GET", target))
                let answer = try connection.receive()
                #expect(answer.status == status, "\(target)")
                #expect(!answer.body.contains("root:"))
                #expect(answer.fields["content-security-policy"]?.count == 1, "\(target)")
                #expect(answer.fields["content-type"] == ["application/problem+json"], "\(target)")
            }
            try expectHealthy(port)
        }
    }

    @Test func `what is no HTTP is refused and the connection closed`() async throws {
        try await withServer { port, _ in
            for text in [
                "GET /api/v1/tour HTTP/1.1\r\nHost: bus\r\nX: \(String(repeating: "x", count: 20_000))\r\n\r\n",
                "GET /api/v1/tour HTTP/1.1\r\nHost: bus\r\n"
                    + (0..<100).map { "X-\($0): \(String(repeating: "x", count: 200))\r\n" }.joined() + "\r\n",
                "GET /api/v1/tour HTTP/1.1\r\nHost: bus\r\n" + (0..<100).map { "X-\($0): x\r\n" }.joined() + "\r\n",
                "GET /a\u{0}b HTTP/1.1\r\nHost: bus\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n",
                request("POST", "/", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"),
                request("POST", "/", "Content-Length: 5\r\nContent-Length: 6\r\n"),
                request("POST", "/", "Content-Length: -1\r\n"), request("GET", "/", "X y: z\r\n"),
            ] {
                let connection = try RawConnection(port: port)
                connection.send(text)
                let answer = try connection.receive()
                #expect(answer.status == 400, "\(text.prefix(60))")
                #expect(answer.fields["connection"] == ["close"])
                #expect(answer.fields["content-security-policy"]?.count == 1)
                #expect(answer.fields["content-type"] == ["application/problem+json"])
                #expect(connection.isClosedByServer())
            }
            try expectHealthy(port)
        }
    }

    @Test func `an address with scheme and host names the same resource`() async throws {
        try await withServer { port, _ in
            let connection = try RawConnection(port: port)
            connection.send(request("GET", "http://bus/api/v1/tour"))
            #expect(try connection.receive().status == 200)
        }
    }

    @Test func `an address that is taken or not ours is an error that names it`() async throws {
        let (taken, announce) = AsyncStream<Int>.makeStream()
        try await TestTour.with { tour in
            let server = try TourServer(logger: LogRecorder().logger)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    let settings = ServerSettings(listen: try ListenAddress("127.0.0.1:0"))
                    try await server.run(bundle: tour.reader, settings: settings) { announce.yield($0.web) }
                }
                let port = try #require(await taken.first { _ in true })
                for address in ["127.0.0.1:\(port)", "192.0.2.1:0"] {
                    let settings = ServerSettings(listen: try ListenAddress(address))
                    let error = await #expect(throws: TourServerError.self) {
                        try await server.run(bundle: tour.reader, settings: settings) { _ in }
                    }
                    #expect(error.map { "\($0)" }?.contains("cannot listen on \(address)") == true)
                }
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }
}

func request(_ method: String, _ target: String, _ fields: String = "") -> String {
    "\(method) \(target) HTTP/1.1\r\nHost: bus\r\n\(fields)\r\n"
}

private func expectHealthy(_ port: Int) throws {
    let connection = try RawConnection(port: port)
    connection.send(request("GET", "/api/v1/tour"))
    #expect(try connection.receive().status == 200)
}

private func hostileTargets(_ tour: TestTour) -> [(String, Int)] {
    [
        ("/../../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/passwd", 404), ("/pages/../../../../etc/passwd", 404),
        ("/pages/..%2f..%2f..%2fetc%2fpasswd", 404), ("/tiles/..%2f..", 404), ("/pages/%00", 400),
        ("/pages/headset.js%00.html", 400), ("/pages//x", 404), ("//etc/passwd", 404), ("/pages/..\\..\\x", 400),
        ("/pages/%5c..%5c", 404), ("/pages/%c0%ae%c0%ae/", 404), ("/pages/%", 400), ("/\u{E4}", 400),
        ("/tiles/\(tour.panorama)/1/f/0/1.jpg%20", 404), ("/tiles/\(tour.panorama)/-1/f/0/0.jpg", 404),
        ("/tiles/\(tour.panorama)/9223372036854775808/f/0/0.jpg", 404), ("/tiles/\(tour.panorama)/1/f/0/2.jpg", 404),
        ("/tiles/'%20OR%201=1--/0/f/0/0.jpg", 404), ("/" + String(repeating: "a/", count: 2_000), 414),
    ]
}
