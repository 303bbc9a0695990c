import Guidance
internal import Glibc
internal import Synchronization

/// The value of `Date` (RFC 9110, 6.6.1), made once a second.
final class DateLine: Sendable {
    private let latest = Mutex((second: 0, text: ""))

    var text: String {
        let second = time(nil)
        return latest.withLock { latest in
            if latest.second != second { latest = (second, Self.text(at: second)) }
            return latest.text
        }
    }

    /// As RFC 9110, 5.6.7 has it, whatever the machine's language.
    static func text(at second: Int) -> String {
        let days = second / 86_400, time = second % 86_400
        let (year, month, day) = civilDate(daysSince1970: days)
        return "\(weekdays[days % 7]), \(two(day)) \(months[month - 1]) \(year) "
            + "\(two(time / 3600)):\(two(time / 60 % 60)):\(two(time % 60)) GMT"
    }
}

/// 1 January 1970 was a Thursday.
private let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
