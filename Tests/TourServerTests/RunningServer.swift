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
    let (ports, announce) = AsyncStream<Int>.makeStream()
    try await withThrowingTaskGroup { group in
        group.addTask {
            defer { announce.finish() }
            try await TourServer(logger: LogRecorder().logger).run(
                bundle: tour.reader,
                listen: try ListenAddress("127.0.0.1:0"),
                settings: .calledBus,
                onListening: { announce.yield($0) }
            )
        }
        if let port = await ports.first(where: { _ in true }) {
            try await onThread { try body(port) }
            if isCancelled { group.cancelAll() }
        }
        try await group.waitForAll()
    }
}

extension LiveSettings {
    /// Raw requests of the tests say `Host: bus`.
    static var calledBus: Self {
        var settings = Self()
        settings.hosts = ["bus"]
        return settings
    }
}

private func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Result(catching: body)) }
    }
}
