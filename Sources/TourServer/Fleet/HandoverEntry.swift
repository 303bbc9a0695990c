internal import Foundation

/// A line of the log of headsets: which one, on which seat, what has become of it and when. It names nobody.
package struct HandoverEntry: Sendable, Equatable, Codable {
    package enum Event: String, Sendable, Codable, CaseIterable {
        case seated
        case handedOut = "handed_out"
        case takenBack = "taken_back"
        /// Cleaned or charged, or found not to be.
        case ticked
        /// It is no longer one of this bus's.
        case removed
    }

    /// Goes up by one from entry to entry.
    package var id: Int
    /// This machine's date, seconds since 1970.
    package var second: Int
    /// The headset's.
    package var number: Int
    package var seat: String?
    package var event: Event
    /// After the event.
    package var isCleaned: Bool
    package var isCharged: Bool

    package init(
        id: Int,
        second: Int,
        number: Int,
        seat: String?,
        event: Event,
        isCleaned: Bool,
        isCharged: Bool
    ) {
        (self.id, self.second, self.number, self.seat, self.event) = (id, second, number, seat, event)
        (self.isCleaned, self.isCharged) = (isCleaned, isCharged)
    }
}

extension [HandoverEntry] {
    /// As a table for spreadsheets (RFC 4180), the oldest first.
    package var table: String {
        let title = ["entry", "when", "headset", "seat", "what", "cleaned", "charged", "by"]
        let lines = map { entry in
            [
                String(entry.id), Date(timeIntervalSince1970: TimeInterval(entry.second)).ISO8601Format(),
                String(entry.number), entry.seat ?? "", entry.event.rawValue, entry.isCleaned ? "yes" : "no",
                entry.isCharged ? "yes" : "no", "guide",
            ]
        }
        return csv([title] + lines)
    }
}
