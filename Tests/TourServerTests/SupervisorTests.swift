import NIOCore
import NIOPosix
import Testing
import TourServer

/// What is sent where there is one: Tests/Commands/test_supervision.py.
@Suite("The supervisor")
struct SupervisorTests {
    @Test(
        "is not looked for where none wants to know",
        arguments: [[:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "@abstract"]]
    )
    func absent(environment: [String: String]) async throws {
        let link = try await SupervisorLink.open(environment: environment, on: .singletonMultiThreadedEventLoopGroup)
        #expect(link == nil)
    }

    @Test("is told in systemd's words, a line for each")
    func words() {
        #expect(SupervisorState.ready(status: "two\nlines").message == "READY=1\nSTATUS=twolines")
        #expect(SupervisorState.alive.message == "WATCHDOG=1")
        #expect(SupervisorState.stopping.message == "STOPPING=1")
    }
}
