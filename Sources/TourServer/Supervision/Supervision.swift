internal import Foundation
package import NIOCore
internal import NIOPosix
internal import ServiceLifecycle

/// Answers systemd's watchdog for as long as every event loop takes work: a server whose loops hang falls silent and is
/// started anew. At the end it says that the server stops.
package struct Supervision: Sendable {
    private let link: SupervisorLink
    /// Nil where the service has no watchdog.
    private let interval: Duration?
    private let loops: [any EventLoop]

    /// - Parameter environment: with systemd's `WATCHDOG_USEC`.
    package init(link: SupervisorLink, environment: [String: String], group: any EventLoopGroup) {
        self.link = link
        let limit = environment["WATCHDOG_USEC"].flatMap(Int64.init) ?? 0
        // Half of the limit, as sd_watchdog_enabled(3) has it.
        interval = limit > 0 ? .microseconds(max(1, limit / 2)) : nil
        loops = Array(group.makeIterator())
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                if interval != nil {
                    for loop in loops { try? await loop.submit {}.get() }
                    await link.tell(.alive)
                }
                try? await Task.sleep(for: interval ?? .seconds(3600))
            }
        }
        await link.tell(.stopping)
    }
}

extension Supervision: Service {}
