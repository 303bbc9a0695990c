/// The time on the camera's clock when a picture was taken.
package struct CaptureTime: Sendable, Hashable {
    package let year: Int
    package let month: Int
    package let day: Int
    package let hour: Int
    package let minute: Int
    package let second: Int
    /// Of the clock from UTC, positive to the east; nil where it is not said.
    package let offsetMinutes: Int?

    /// From EXIF's "YYYY:MM:DD HH:MM:SS" and, if there is one, its "+HH:MM"; nil where the first is not a time.
    init?(exif text: String, offset: String?) {
        let numbers = text.split(whereSeparator: { $0 == ":" || $0 == " " }).map { Int($0) }
        guard numbers.count == 6, let year = numbers[0], let month = numbers[1], let day = numbers[2],
            let hour = numbers[3], let minute = numbers[4], let second = numbers[5],
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
        self.offsetMinutes = offset.flatMap(Self.minutes)
    }

    private static func minutes(_ text: String) -> Int? {
        let parts = text.dropFirst().split(separator: ":").map { Int($0) }
        guard let sign = text.first, sign == "+" || sign == "-", parts.count == 2,
            let hours = parts[0], let minutes = parts[1], (0...14).contains(hours), (0...59).contains(minutes)
        else { return nil }
        return (sign == "-" ? -1 : 1) * (hours * 60 + minutes)
    }
}

// MARK: - CustomStringConvertible

extension CaptureTime: CustomStringConvertible {
    /// As in ISO 8601.
    package var description: String {
        let date =
            "\(padded(year, 4))-\(padded(month))-\(padded(day))T\(padded(hour)):\(padded(minute)):\(padded(second))"
        guard let offsetMinutes else { return date }
        let magnitude = abs(offsetMinutes)
        return "\(date)\(offsetMinutes < 0 ? "-" : "+")\(padded(magnitude / 60)):\(padded(magnitude % 60))"
    }

    private func padded(_ number: Int, _ digits: Int = 2) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(digits - text.count, 0)) + text
    }
}
