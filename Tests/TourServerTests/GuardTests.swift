import Foundation
import NIOCore
import Panorama
import Testing
import TourServer

/// The server against those who are slow or too many, with limits short enough to wait for.
struct GuardTests {
    private static var short: ServerLimits {
        var limits = ServerLimits()
        limits.head = .milliseconds(300)
        limits.body = .milliseconds(300)
        limits.rateWindow = .milliseconds(300)
        limits.tick = .milliseconds(50)
        return limits
    }

    @Test func `who says nothing, or drips a head, is cut off`() async throws {
        try await TestTour.with { tour in
            try await withServer(of: tour, limits: Self.short) { ports in
                let silent = try RawConnection(port: ports.web)
                let dripping = try RawConnection(port: ports.web)
                dripping.send("GET /api/v1/tour HTTP/1.1\r\nHost: bus\r\nX: ")
                #expect(try dripping.drips("x", for: .seconds(20)))
                #expect(silent.isClosedByServer())
                #expect(try reaches("zeitreise_timeouts_total", 2, ports.admin))
            }
        }
    }

    @Test func `a second head on a connection has its time too`() async throws {
        try await TestTour.with { tour in
            try await withServer(of: tour, limits: Self.short) { ports in
                let connection = try RawConnection(port: ports.web)
                connection.send(request("GET", "/media/\(tour.sound)"))
                #expect(try connection.receive().body == "sound")
                connection.send("G")
                #expect(connection.isClosedByServer())
            }
        }
    }

    @Test func `a dripped body is a 408, one too large a 413`() async throws {
        try await TestTour.with { tour in
            try await withServer(of: tour, limits: Self.short) { ports in
                let dripping = try RawConnection(port: ports.web)
                dripping.send(request("GET", "/nothing", "Content-Length: 100000\r\n"))
                // At once, or when its time is over.
                #expect([404, 408].contains(try dripping.receive().status))
                #expect(try dripping.drips("x", for: .seconds(20)))

                let large = try RawConnection(port: ports.web)
                large.send(request("POST", "/nothing", "Transfer-Encoding: chunked\r\n"))
                for _ in 0..<10 { large.send("4000\r\n" + String(repeating: "x", count: 0x4000) + "\r\n") }
                let answer = try large.receive()
                #expect(answer.status == 405 || answer.status == 413)
                #expect(try large.isClosedAfterAll())
                #expect(try reaches("zeitreise_timeouts_total", 1, ports.admin))
            }
        }
    }

    /// Its answers are larger than what the system takes for a socket.
    @Test func `who takes nothing of a large answer is cut off`() async throws {
        try await TestTour.with(tileBytes: { [UInt8](repeating: 0, count: $0.level == 0 ? 32 << 20 : 1) }) { tour in
            try await withServer(of: tour, limits: Self.short) { ports in
                let connection = try RawConnection(port: ports.web)
                connection.send(request("GET", "/tiles/\(tour.panorama)/0/f/0/0.jpg"))
                #expect(try reaches("zeitreise_timeouts_total", 1, ports.admin))
                #expect(throws: RawConnection.Failure.self) { try connection.receive() }
            }
        }
    }

    @Test func `one device has its share of connections, and gets a place again when one is free`() async throws {
        try await TestTour.with { tour in
            var limits = ServerLimits()
            limits.connectionsPerSource = 3
            try await withServer(of: tour, limits: limits) { ports in
                var held = try (0..<3).map { _ in try RawConnection(port: ports.web) }
                for connection in held {
                    connection.send(request("GET", "/media/\(tour.sound)"))
                    #expect(try connection.receive().body == "sound")
                }
                #expect(try RawConnection(port: ports.web).isClosedByServer())
                #expect(try figure(#"zeitreise_refused_total{what="connection"}"#, ports.admin) == 1)
                held.removeLast()
                #expect(try isServed(tour, ports.web))
            }
        }
    }

    @Test func `one device has its share of requests`() async throws {
        try await TestTour.with { tour in
            var limits = ServerLimits()
            limits.requestsPerSecond = 1
            limits.requestBurst = 5
            try await withServer(of: tour, limits: limits) { ports in
                let connection = try RawConnection(port: ports.web)
                for _ in 0..<5 {
                    connection.send(request("GET", "/media/\(tour.sound)"))
                    #expect(try connection.receive().status == 200)
                }
                connection.send(request("GET", "/media/\(tour.sound)"))
                let answer = try connection.receive()
                #expect(answer.status == 429)
                #expect(answer.fields["retry-after"] == ["1"])
                #expect(connection.isClosedByServer())
            }
        }
    }

    @Test func `strangers cannot take the places of those who are recognised`() {
        var limits = ServerLimits()
        limits.connections = 10
        limits.reservedConnections = 4
        limits.connectionsPerSource = 2
        limits.requestsPerSecond = 1
        limits.requestBurst = 1
        let ledger = SourceLedger(limits: limits)
        let now = NIODeadline.uptimeNanoseconds(1_000_000_000_000)
        ledger.recognise("headset")
        let admitted = (0..<100).filter { ledger.admit("stranger \($0)", at: now) }
        #expect(admitted.count == 6)
        #expect((0..<10).filter { _ in ledger.admit("headset") }.count == 4)
        ledger.leave("stranger 0")
        #expect(!ledger.admit("stranger 7"))
        #expect(ledger.admit("headset"))

        #expect((0..<9).allSatisfy { _ in ledger.mayAsk("headset", at: now) })
        #expect(ledger.mayAsk("stranger 1", at: now))
        #expect(!ledger.mayAsk("stranger 1", at: now))
        #expect(!ledger.mayAsk("stranger 1", at: now + .milliseconds(900)))
        #expect(ledger.mayAsk("stranger 1", at: now + .milliseconds(1_100)))
    }
}

/// Whether a new connection is served within some time.
private func isServed(_ tour: TestTour, _ port: Int) throws -> Bool {
    let end = ContinuousClock.now.advanced(by: .seconds(20))
    while ContinuousClock.now < end {
        let connection = try RawConnection(port: port)
        connection.send(request("GET", "/media/\(tour.sound)"))
        if let answer = try? connection.receive() { return answer.body == "sound" }
    }
    return false
}
