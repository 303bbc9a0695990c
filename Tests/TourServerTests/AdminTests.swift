import Testing
import TourServer

struct AdminTests {
    @Test func `a supervisor hears of health and figures, and nobody else does`() async throws {
        try await TestTour.with { tour in
            try await withServer(of: tour, limits: ServerLimits()) { ports in
                let web = try RawConnection(port: ports.web)
                for target in ["/healthz", "/metrics"] {
                    web.send(request("GET", target))
                    #expect(try web.receive().status == 404)
                }
                for _ in 0..<3 {
                    web.send(request("GET", "/media/\(tour.sound)"))
                    #expect(try web.receive().body == "sound")
                }
                let admin = try RawConnection(port: ports.admin)
                admin.send(request("GET", "/healthz"))
                #expect(try admin.receive().body == "ok\n")
                admin.send(request("GET", "/metrics"))
                let page = try admin.receive()
                #expect(page.fields["content-type"] == ["text/plain; version=0.0.4; charset=utf-8"])
                #expect(!page.body.contains("127.0.0.1"))
                #expect(try figure(#"zeitreise_requests_total{for="content"}"#, ports.admin) == 3)
                #expect(try figure(#"zeitreise_requests_total{for="other"}"#, ports.admin) == 2)
                #expect(try figure(#"zeitreise_cache_lookups_total{result="miss"}"#, ports.admin) == 1)
                #expect(try figure(#"zeitreise_cache_lookups_total{result="hit"}"#, ports.admin) == 2)
                #expect(try figure("zeitreise_content_bytes_total", ports.admin) == 15)
                #expect(try figure("zeitreise_connections", ports.admin) == 1)
                admin.send(request("POST", "/metrics"))
                #expect(try admin.receive().status == 405)
            }
        }
    }

    @Test(arguments: ["0.0.0.0:9100", ":9100", "192.168.7.1:9100", "[::]:9100", "bus:9100"])
    func `the admin listener is for this machine alone`(_ text: String) {
        #expect(throws: TourServerError.self) { try ListenAddress(loopback: text) }
    }
}

/// What the admin listener says of one figure.
func figure(_ name: String, _ port: Int) throws -> Int? {
    let connection = try RawConnection(port: port)
    connection.send(request("GET", "/metrics"))
    let lines = try connection.receive().body.split(separator: "\n")
    return lines.first { $0.hasPrefix(name + " ") }.flatMap { Int($0.dropFirst(name.count + 1)) }
}

/// Asks until the figure is at least that; false when it never is.
func reaches(_ name: String, _ least: Int, _ port: Int) throws -> Bool {
    let end = ContinuousClock.now.advanced(by: .seconds(20))
    while ContinuousClock.now < end {
        if try figure(name, port) ?? 0 >= least { return true }
    }
    return false
}
