internal import Logging
internal import Synchronization
internal import TourBundle

/// Says that the tour's file is damaged or cannot be read: each kind of fault once a minute at most, for every headset
/// comes upon it again and again, and a full log helps nobody.
final class ContentAlarm: Sendable {
    private enum Kind: Hashable {
        case rotten
        case unreadable
    }

    private let file: String
    private let logger: Logger
    private let tell: @Sendable () -> Void
    private let said = Mutex<[Kind: ContinuousClock.Instant]>([:])

    private static let silence = Duration.seconds(60)

    /// - Parameters:
    ///   - file: as a message names it.
    ///   - tell: called with every fault.
    init(file: String, logger: Logger, tell: @escaping @Sendable () -> Void) {
        (self.file, self.logger, self.tell) = (file, logger, tell)
    }

    func rotten(_ blob: Digest) {
        tell()
        guard isDue(.rotten) else { return }
        logger.critical(
            """
            \(file): damaged: the bytes of a blob have another SHA-256 and are not sent; copy the file here again and restart \
            the server ('zeitreise verify' lists all that is damaged)
            """,
            metadata: ["blob": "\(blob)"]
        )
    }

    func unreadable(_ error: BundleError) {
        tell()
        guard isDue(.unreadable) else { return }
        logger.error("cannot read the tour's file", metadata: ["error": "\(error)"])
    }

    private func isDue(_ kind: Kind) -> Bool {
        let now = ContinuousClock.now
        return said.withLock { said in
            if let last = said[kind], now - last < Self.silence { return false }
            said[kind] = now
            return true
        }
    }
}
