import Foundation
import Panorama
import Testing
import TourServer

/// Content that is answered at the door, beside what goes on to the rest of the server, on one connection.
struct ContentDeliveryTests {
    @Test func `answers of both kinds keep the order of their requests`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            let addresses = TestTour.pyramid.addresses
            let pairs = addresses.map { address in
                request("GET", "/tiles/\(tour.panorama)/\(address).jpg") + request("GET", "/nothing/\(address)")
                    + request("GET", "/media/\(tour.sound)")
            }
            connection.send(pairs.joined())
            for address in addresses {
                #expect(try connection.receive().body == "tile \(address)")
                #expect(try connection.receive().status == 404)
                #expect(try connection.receive().body == "sound")
            }
        }
    }

    @Test func `the same tile asked for by many at once comes whole to each`() async throws {
        try await withServer { port, tour in
            let connections = try (0..<40).map { _ in try RawConnection(port: port) }
            for connection in connections { connection.send(request("GET", "/tiles/\(tour.panorama)/1/f/0/1.jpg")) }
            for connection in connections { #expect(try connection.receive().body == "tile 1/f/0/1") }
        }
    }

    @Test func `a client that half-closes still gets what it asked for`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            connection.send(request("GET", "/tiles/\(tour.panorama)/1/f/0/1.jpg") + request("GET", "/api/v1/tour"))
            connection.endSending()
            #expect(try connection.receive().body == "tile 1/f/0/1")
            #expect(try connection.receive().status == 200)
            #expect(connection.isClosedByServer())
        }
    }

    @Test(arguments: ["Connection: close\r\n", "connection: TE, Close\r\n"])
    func `the last request of a connection is answered before it closes`(_ field: String) async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            connection.send(request("GET", "/media/\(tour.sound)", field) + request("GET", "/media/\(tour.sound)"))
            let answer = try connection.receive()
            #expect(answer.body == "sound")
            #expect(answer.fields["connection"] == ["close"])
            #expect(connection.isClosedByServer())
        }
    }

    @Test func `a reader that is slow to begin gets every one of many answers`() async throws {
        let big = [UInt8](repeating: 0x61, count: 300_000)
        try await TestTour.with(tileBytes: { _ in big }) { tour in
            try await withServer(of: tour, isCancelled: true) { port in
                let connection = try RawConnection(port: port)
                let count = 200
                connection.send(String(repeating: request("GET", "/tiles/\(tour.panorama)/0/f/0/0.jpg"), count: count))
                for _ in 0..<count { #expect(try connection.receive().body.utf8.count == big.count) }
            }
        }
    }

    @Test func `an answer of the door has every field that the others have`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            let target = "/tiles/\(tour.panorama)/1/f/0/1.jpg"
            connection.send(request("GET", target))
            let atDoor = try connection.receive()
            connection.send(request("GET", target + "?v=1"))
            let inside = try connection.receive()
            #expect(atDoor.body == inside.body)
            #expect(Set(atDoor.fields.keys) == Set(inside.fields.keys))
            for (name, values) in atDoor.fields where name != "date" {
                #expect(inside.fields[name] == values, "\(name)")
            }
            let date = try #require(atDoor.fields["date"]?.first)
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.timeZone = TimeZone(identifier: "GMT")
            format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
            let seconds = try #require(format.date(from: date)).timeIntervalSinceNow
            #expect(abs(seconds) < 60)
        }
    }

    @Test func `text comes compressed to those who take it, under a tag of its own`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            for target in ["/headset", "/pages/headset/main.js", "/api/v1/panoramas/\(tour.panorama)"] {
                connection.send(request("GET", target))
                let plain = try connection.receive()
                #expect(plain.fields["content-encoding"] == nil)
                #expect(plain.fields["vary"] == ["Accept-Encoding"], "\(target)")
                for (accepted, isPacked) in [
                    ("gzip", true), ("br, gzip;q=0.5", true), ("*", true), ("identity", false), ("gzip;q=0", false),
                    ("*, gzip;q=0.0", false), ("", false),
                ] {
                    connection.send(request("GET", target, "Accept-Encoding: \(accepted)\r\n"))
                    let answer = try connection.receive()
                    #expect((answer.fields["content-encoding"] == ["gzip"]) == isPacked, "\(target) \(accepted)")
                    #expect((answer.fields["etag"] == plain.fields["etag"]) != isPacked)
                    #expect(answer.fields["vary"] == ["Accept-Encoding"])
                    let length = try #require(answer.fields["content-length"]?.first.flatMap { Int($0) })
                    #expect(!isPacked || length < plain.body.utf8.count)
                    let tag = try #require(answer.fields["etag"]?.first)
                    connection.send(request("GET", target, "Accept-Encoding: \(accepted)\r\nIf-None-Match: \(tag)\r\n"))
                    #expect(try connection.receive().status == 304)
                }
            }
        }
    }

    @Test func `rotten bytes are a 503 and an alarm, and the rest is served`() async throws {
        try await TestTour.with { tour in
            try tour.rot("tile 1/f/0/1")
            try await withServer(of: tour, limits: ServerLimits()) { ports in
                let connection = try RawConnection(port: ports.web)
                for _ in 0..<2 {
                    connection.send(request("GET", "/tiles/\(tour.panorama)/1/f/0/1.jpg"))
                    let answer = try connection.receive()
                    #expect(answer.status == 503)
                    #expect(!answer.body.contains("tile"))
                    #expect(answer.fields["cache-control"] == ["no-store"])
                }
                connection.send(request("GET", "/tiles/\(tour.panorama)/1/f/0/0.jpg"))
                #expect(try connection.receive().body == "tile 1/f/0/0")
                #expect(try figure("zeitreise_rotten_blobs_total", ports.admin) == 2)
            }
        }
    }
}
