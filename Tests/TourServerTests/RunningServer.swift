import Foundation
import TourServer

/// Runs a server for a test tour on a free port of 127.0.0.1 while `body` runs on a thread of its own: blocking sockets must
/// not take the threads that the server's tasks need. Then the server is stopped.
func withServer(_ body: @escaping @Sendable (_ port: Int, _ tour: TestTour) throws -> Void) async throws {
    try await TestTour.with { tour in
        try await withServer(of: tour, isCancelled: true) { try body($0, tour) }
    }
}

/// The same for a tour of one's own; without `isCancelled` the body must see to it that the server ends.
func withServer(
    of tour: TestTour,
    isCancelled: Bool,
    _ body: @escaping @Sendable (_ port: Int) throws -> Void
) async throws {
    try await withServer(of: tour, isCancelled: isCancelled, limits: ServerLimits()) { try body($0.web) }
}

/// The same with limits of one's own and an admin listener.
func withServer(
    of tour: TestTour,
    isCancelled: Bool = true,
    limits: ServerLimits,
    _ body: @escaping @Sendable (_ ports: ServerPorts) throws -> Void
) async throws {
    let (ports, announce) = AsyncStream<ServerPorts>.makeStream()
    try await withThrowingTaskGroup { group in
        group.addTask {
            defer { announce.finish() }
            var settings = ServerSettings(listen: try ListenAddress("127.0.0.1:0"))
            settings.admin = try ListenAddress("127.0.0.1:0")
            settings.limits = limits
            // As raw requests of the tests say.
            settings.live.hosts = ["bus"]
            try await TourServer(logger: LogRecorder().logger).run(
                bundle: tour.reader,
                settings: settings,
                onListening: { announce.yield($0) }
            )
        }
        if let ports = await ports.first(where: { _ in true }) {
            try await onThread { try body(ports) }
            if isCancelled { group.cancelAll() }
        }
        try await group.waitForAll()
    }
}

private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}
