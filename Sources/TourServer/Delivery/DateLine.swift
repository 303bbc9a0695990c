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

/// Year, month and day of a count of days from 1 January 1970 on, by cycles of 400 years that begin on 1 March: then the leap day
/// is the last of its year, and months have 30.6 days on average.
private func civilDate(daysSince1970: Int) -> (year: Int, month: Int, day: Int) {
    let days = daysSince1970 + 719_468
    let cycle = days / 146_097, dayOfCycle = days % 146_097
    let yearOfCycle = (dayOfCycle - dayOfCycle / 1460 + dayOfCycle / 36_524 - dayOfCycle / 146_096) / 365
    let dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    let year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
}

/// 1 January 1970 was a Thursday.
private let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
private let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
