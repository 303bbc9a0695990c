import Foundation
import Panorama
import Testing
import TourServer

/// Each in a process of its own, for a signal goes to the whole process. A stream keeps the connection open to the end.
struct ShutdownTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `a signal ends the server, idle connections and all`(_ signal: Int32) async {
        await #expect(processExitsWith: .success) { [signal] in
            let begin = ContinuousClock.now
            let (_, keep) = AsyncStream<RawConnection>.makeStream()
            try await TestTour.with { tour in
                try await withServer(of: tour, isCancelled: false) { port in
                    let connection = try RawConnection(port: port)
                    connection.send("GET /api/v1/tour HTTP/1.1\r\nHost: bus\r\n\r\n")
                    #expect(try connection.receive().status == 200)
                    keep.yield(connection)
                    kill(getpid(), signal)
                }
            }
            #expect(begin.duration(to: .now) < .seconds(4))
        }
    }

    /// Its answer is larger than what the system takes for a socket, so that the server is in the middle of it.
    @Test func `a client that reads no more does not hold the server up`() async {
        await #expect(processExitsWith: .success) {
            let begin = ContinuousClock.now
            let (_, keep) = AsyncStream<RawConnection>.makeStream()
            try await TestTour.with(tileBytes: { [UInt8](repeating: 0, count: $0.level == 0 ? 32 << 20 : 1) }) { tour in
                try await withServer(of: tour, isCancelled: false) { port in
                    let connection = try RawConnection(port: port)
                    connection.send("GET /tiles/\(tour.panorama)/0/f/0/0.jpg HTTP/1.1\r\nHost: bus\r\n\r\n")
                    try connection.receiveMore()
                    keep.yield(connection)
                    kill(getpid(), SIGTERM)
                }
            }
            #expect(begin.duration(to: .now) < .seconds(15))
        }
    }
}
