import Foundation
import NIOCore
import NIOPosix
import Testing
import TourServer

/// Datagrams as systemd would get them, at a socket of the test's own.
struct SupervisorTests {
    @Test func readinessStatusAndEndAreToldInSystemdsWords() async throws {
        try await withManager { socket, messages in
            let link = try #require(
                try await SupervisorLink.open(
                    environment: ["NOTIFY_SOCKET": socket],
                    on: .singletonMultiThreadedEventLoopGroup
                )
            )
            await link.tell(.ready(status: "two\nlines"))
            await link.tell(.stopping)
            var received = messages.makeAsyncIterator()
            #expect(await received.next() == "READY=1\nSTATUS=twolines")
            #expect(await received.next() == "STOPPING=1")
            await link.close()
        }
    }

    @Test func theWatchdogIsAnsweredAgainAndAgain() async throws {
        try await withManager { socket, messages in
            let group: any EventLoopGroup = .singletonMultiThreadedEventLoopGroup
            let environment = ["NOTIFY_SOCKET": socket, "WATCHDOG_USEC": "20000"]
            let link = try #require(try await SupervisorLink.open(environment: environment, on: group))
            let watchdog = Supervision(link: link, environment: environment, group: group)
            try await withThrowingTaskGroup(of: Void.self) { tasks in
                tasks.addTask { try await watchdog.run() }
                var received = messages.makeAsyncIterator()
                for _ in 0..<3 { #expect(await received.next() == "WATCHDOG=1") }
                tasks.cancelAll()
                try await tasks.waitForAll()
            }
            await link.close()
        }
    }

    @Test(arguments: [[:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "@abstract"]])
    func withoutASupervisorNothingIsOpened(environment: [String: String]) async throws {
        let link = try await SupervisorLink.open(environment: environment, on: .singletonMultiThreadedEventLoopGroup)
        #expect(link == nil)
    }

    private func withManager(_ body: (_ socket: String, _ messages: AsyncStream<String>) async throws -> Void)
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.appending(path: "zeitreise-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (messages, continuation) = AsyncStream.makeStream(of: String.self)
        let socket = folder.appending(path: "notify").path
        let manager = try await DatagramBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(MessageReceiver(continuation))
                }
            }
            .bind(unixDomainSocketPath: socket).get()
        try await body(socket, messages)
        try await manager.close()
    }
}

private final class MessageReceiver: ChannelInboundHandler {
    typealias InboundIn = AddressedEnvelope<ByteBuffer>

    private let messages: AsyncStream<String>.Continuation

    init(_ messages: AsyncStream<String>.Continuation) { self.messages = messages }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        messages.yield(String(buffer: unwrapInboundIn(data).data))
    }
}
