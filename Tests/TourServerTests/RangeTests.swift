import Testing
import TourServer

/// The rules of RFC 9110, 14, over a real socket. The content is the five bytes "sound".
struct RangeTests {
    struct Case: Sendable {
        let value: String
        let status: Int
        let body: String
        let range: String?

        init(_ value: String, _ status: Int, _ body: String, _ range: String? = nil) {
            self.value = value
            self.status = status
            self.body = body
            self.range = range
        }
    }

    static let cases = [
        Case("bytes=0-0", 206, "s", "bytes 0-0/5"), Case("bytes=1-2", 206, "ou", "bytes 1-2/5"),
        Case("bytes=3-", 206, "nd", "bytes 3-4/5"), Case("bytes=0-", 206, "sound", "bytes 0-4/5"),
        Case("bytes=0-999", 206, "sound", "bytes 0-4/5"), Case("bytes=-2", 206, "nd", "bytes 3-4/5"),
        Case("bytes=-500", 206, "sound", "bytes 0-4/5"), Case("BYTES=4-4", 206, "d", "bytes 4-4/5"),
        Case("bytes=0-99999999999999999999", 206, "sound", "bytes 0-4/5"),
        Case("bytes=-99999999999999999999", 206, "sound", "bytes 0-4/5"),
        Case("bytes=000000000000000000000001-2", 206, "ou", "bytes 1-2/5"),
        // A request for nothing that is there.
        Case("bytes=5-", 416, "", "bytes */5"), Case("bytes=5-9", 416, "", "bytes */5"),
        Case("bytes=-0", 416, "", "bytes */5"), Case("bytes=99999999999999999999-", 416, "", "bytes */5"),
        // Not of the RFC's form, of another unit, or several: the whole.
        Case("bytes=2-1", 200, "sound"), Case("bytes=0-0,2-2", 200, "sound"), Case("bytes=", 200, "sound"),
        Case("bytes", 200, "sound"), Case("bytes=-", 200, "sound"), Case("bytes=--1", 200, "sound"),
        Case("bytes=0-1-2", 200, "sound"), Case("bytes=a-b", 200, "sound"), Case("bytes=+0-1", 200, "sound"),
        Case("items=0-1", 200, "sound"), Case("0-1", 200, "sound"), Case("bytes=0x0-1", 200, "sound"),
        Case("bytes= 0-1", 200, "sound"), Case("bytes=\u{661}-2", 200, "sound"),
    ]

    @Test func `a range of media is answered as the RFC says`() async throws {
        try await withServer { port, tour in
            for (index, example) in Self.cases.enumerated() {
                let connection = try RawConnection(port: port)
                connection.send(request("GET", "/media/\(tour.sound)", "Range: \(example.value)\r\n"))
                let answer = try connection.receive()
                #expect(answer.status == example.status, "\(example.value)")
                #expect(answer.fields["content-range"]?.first == example.range, "\(example.value)")
                #expect(answer.fields["accept-ranges"] == ["bytes"], "case \(index)")
                if answer.status != 416 {
                    #expect(answer.body == example.body, "\(example.value)")
                    #expect(answer.fields["etag"] == ["\"\(tour.sound)\""])
                    #expect(answer.fields["content-length"] == ["\(example.body.utf8.count)"])
                }
            }
        }
    }

    @Test func `If-Range wants the very same bytes`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            let tag = "\"\(tour.sound)\""
            for (condition, status) in [
                (tag, 206), ("W/\(tag)", 200), ("\"other\"", 200), ("\(tag), \"other\"", 200), ("*", 200),
                ("Fri, 27 Nov 2026 06:40:57 GMT", 200), ("", 200),
            ] {
                let fields = "Range: bytes=1-2\r\nIf-Range: \(condition)\r\n"
                connection.send(request("GET", "/media/\(tour.sound)", fields))
                #expect(try connection.receive().status == status, "\(condition)")
            }
        }
    }

    @Test func `conditions go before ranges, and HEAD knows no range`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            let target = "/media/\(tour.sound)"
            connection.send(request("GET", target, "Range: bytes=9-\r\nIf-None-Match: \"\(tour.sound)\"\r\n"))
            #expect(try connection.receive().status == 304)
            connection.send(request("GET", target, "Range: bytes=0-0\r\nIf-Match: \"other\"\r\n"))
            #expect(try connection.receive().status == 412)
            connection.send(request("HEAD", target, "Range: bytes=0-0\r\n"))
            let head = try connection.receive(hasBody: false)
            #expect(head.status == 200)
            #expect(head.fields["content-length"] == ["5"])
            #expect(head.fields["content-range"] == nil)
            connection.send(request("HEAD", target, "Range: bytes=9-\r\n"))
            #expect(try connection.receive(hasBody: false).status == 200)
        }
    }

    /// Not answered at the door, for it has a body, yet by the same rules.
    @Test func `a GET with a body gets its range too`() async throws {
        try await withServer { port, tour in
            let connection = try RawConnection(port: port)
            let fields = "Range: bytes=-2\r\nContent-Length: 3\r\n"
            connection.send(request("GET", "/media/\(tour.sound)", fields) + "abc")
            let answer = try connection.receive()
            #expect(answer.status == 206)
            #expect(answer.body == "nd")
        }
    }
}
