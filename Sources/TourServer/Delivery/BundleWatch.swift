internal import Logging
internal import ServiceLifecycle
internal import TourBundle

/// Looks now and then whether the file under the bundle's name is still as it was when it was opened, and says what has changed.
struct BundleWatch: Service {
    private let path: String
    private let interval: Duration
    private let logger: Logger
    private let tellDamage: @Sendable () -> Void
    private let opened: FileState?

    /// - Parameter tellDamage: called when somebody has written into the file that is served.
    init(path: String, interval: Duration, logger: Logger, tellDamage: @escaping @Sendable () -> Void) {
        (self.path, self.interval, self.logger, self.tellDamage) = (path, interval, logger, tellDamage)
        opened = FileState(path: path)
    }

    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            var last = opened
            while true {
                try await Task.sleep(for: interval)
                let present = FileState(path: path)
                if present != last { say(present) }
                last = present
            }
        }
    }

    private func say(_ present: FileState?) {
        guard let present else {
            return logger.warning("\(path): gone; what was opened is served until the server stops; copy it here again")
        }
        guard present.device == opened?.device, present.inode == opened?.inode else {
            return logger.notice("\(path): another file has this name now; it is served after a restart")
        }
        // A change of rights is none.
        guard (present.size, present.modified) != (opened?.size, opened?.modified) else { return }
        tellDamage()
        logger.critical(
            """
            \(path): written to while it is served, so that parts may be missing; copy the bundle here under another name, \
            rename it, and restart the server
            """
        )
    }
}
