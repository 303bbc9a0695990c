import Tour

/// A drive as a receiver would have recorded it: NMEA 0183, for each fix an RMC, which ``NMEAReader`` waits for, then a GGA.
package struct NMEALog: Sendable {
    private static let knot = 1_852.0 / 3_600
    /// Metres of error, 95 %, for a dilution of precision of 1, as ``NMEAReader`` takes them.
    private static let errorAtUnitDilution = 6.0
    /// Seconds since 1970 at the start of a drive that tells no time of its own.
    private static let usualStart = 1_700_000_000.0

    package let text: String

    package init(_ fixes: [TimedFix]) {
        // A fix without a time, as before the first satellite, still lies beside those that have one.
        let start = fixes.lazy.compactMap { fix in fix.fix.time.map { $0 - fix.time } }.first ?? Self.usualStart
        text = fixes.map { Self.lines($0.fix, at: $0.fix.time ?? start + $0.time) }.joined()
    }

    private static func lines(_ fix: Fix, at time: Double) -> String {
        let (clock, date) = stamps(time)
        guard fix.mode != .none, let location = fix.location else {
            return sentence("GPRMC,\(clock),V,,,,,,,\(date),,,N") + sentence("GPGGA,\(clock),,,,,0,00,,,M,,M,,")
        }
        let position =
            angle(location.latitudeDegrees, width: 2, letters: ("N", "S")) + ","
            + angle(location.longitudeDegrees, width: 3, letters: ("E", "W"))
        let dilution = fix.accuracyMetres.map { decimal($0 / errorAtUnitDilution, 2) } ?? ""
        let speed = fix.speed.map { decimal($0 / knot, 2) } ?? ""
        let track = fix.trackRadians.map { decimal($0 * 180 / .pi, 1) } ?? ""
        return sentence("GPRMC,\(clock),A,\(position),\(speed),\(track),\(date),,,A")
            + sentence("GPGGA,\(clock),\(position),1,09,\(dilution),,M,,M,,")
    }

    /// `hhmmss.ss` and `ddmmyy`, UTC.
    private static func stamps(_ time: Double) -> (clock: String, date: String) {
        let hundredths = Int((max(time, 0) * 100).rounded())
        let second = hundredths / 100
        let (year, month, day) = civilDate(daysSince1970: second / 86_400)
        let clock = [second / 3_600 % 24, second / 60 % 60, second % 60].map(twoDigits).joined()
        return (clock + "." + twoDigits(hundredths % 100), [day, month, year % 100].map(twoDigits).joined())
    }

    /// `ddmm.mmmmm,N`: 2 cm; whole units first, or rounding might write 60 minutes.
    private static func angle(_ degrees: Double, width: Int, letters: (String, String)) -> String {
        let units = Int((abs(degrees) * 6_000_000).rounded())
        let whole = String(units / 6_000_000)
        let minutes = decimal(Double(units % 6_000_000) / 100_000, 5)
        let padding = String(repeating: "0", count: max(width - whole.count, 0))
        let point = minutes.firstIndex(of: ".") == minutes.index(after: minutes.startIndex) ? "0" : ""
        return padding + whole + point + minutes + "," + (degrees < 0 ? letters.1 : letters.0)
    }

    private static func sentence(_ body: String) -> String {
        let sum = String(body.utf8.reduce(0, ^), radix: 16, uppercase: true)
        return "$\(body)*\(sum.count < 2 ? "0" : "")\(sum)\r\n"
    }
}
