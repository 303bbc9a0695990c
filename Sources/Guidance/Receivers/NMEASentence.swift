/// One sentence of NMEA 0183 whose checksum is right.
struct NMEASentence: Sendable {
    /// "GP", "GN" and so on: which satellites the receiver uses.
    let talker: String
    /// "RMC", "GGA" and so on.
    let kind: String
    /// Without the address.
    private let fields: [ArraySlice<UInt8>]

    /// What a line holds; a line that was cut off may be followed by a whole sentence.
    static func parse(_ line: [UInt8]) -> Result<NMEASentence, NMEAError> {
        guard let dollar = line.lastIndex(of: UInt8(ascii: "$")) else { return .failure(.garbage) }
        let body = line[(dollar + 1)...]
        guard let star = body.lastIndex(of: UInt8(ascii: "*")) else { return .failure(.badChecksum) }
        let sum = body[..<star].reduce(0, ^)
        let digits = body[(star + 1)...].prefix(2)
        guard digits.count == 2, let stated = UInt8(String(decoding: digits, as: UTF8.self), radix: 16), sum == stated
        else { return .failure(.badChecksum) }
        let parts = body[..<star].split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let address = parts.first, address.count == 5 else { return .failure(.otherKind) }
        return .success(NMEASentence(address: address, fields: Array(parts.dropFirst())))
    }

    private init(address: ArraySlice<UInt8>, fields: [ArraySlice<UInt8>]) {
        talker = String(decoding: address.prefix(2), as: UTF8.self)
        kind = String(decoding: address.suffix(3), as: UTF8.self)
        self.fields = fields
    }
}

enum NMEAError: Error {
    case garbage
    case badChecksum
    /// Well formed, and of no interest.
    case otherKind
}

extension NMEASentence {
    /// The field's text; empty where the receiver says nothing or the sentence is shorter.
    func text(_ index: Int) -> String {
        fields.indices.contains(index) ? String(decoding: fields[index], as: UTF8.self) : ""
    }

    func number(_ index: Int) -> Double? {
        fields.indices.contains(index) ? decimalNumber(fields[index]) : nil
    }

    /// Degrees from `ddmm.mmmm` and a letter in the next field, or `dddmm.mmmm`.
    func degrees(_ index: Int, positive: String, negative: String, most: Double) -> Double? {
        guard let value = number(index), value >= 0 else { return nil }
        let whole = (value / 100).rounded(.down)
        let minutes = value - 100 * whole
        let degrees = whole + minutes / 60
        guard minutes < 60, degrees <= most else { return nil }
        switch text(index + 1) {
        case positive: return degrees
        case negative: return -degrees
        default: return nil
        }
    }

    /// Seconds of the day from `hhmmss` or `hhmmss.sss`; a leap second counts.
    func secondsOfDay(_ index: Int) -> Double? {
        guard let value = number(index), value >= 0, fields[index].prefix(6).count == 6 else { return nil }
        let hours = (value / 10_000).rounded(.down)
        let minutes = ((value - hours * 10_000) / 100).rounded(.down)
        let seconds = value - hours * 10_000 - minutes * 100
        guard hours < 24, minutes < 60, seconds < 61 else { return nil }
        return hours * 3_600 + minutes * 60 + seconds
    }

    /// Days since 1970 from `ddmmyy`. Years without a century are those of 1980 to 2079: GPS began in 1980.
    func days(_ index: Int) -> Int? {
        guard let value = number(index), let date = Int(exactly: value), fields[index].count == 6 else { return nil }
        let (day, month, year) = (date / 10_000, date / 100 % 100, date % 100)
        guard (1...31).contains(day), (1...12).contains(month) else { return nil }
        return daysSince1970(year: year < 80 ? 2_000 + year : 1_900 + year, month: month, day: day)
    }
}

/// A plain decimal number: no exponent, no infinity and no NaN, which Swift's own reading would let through.
func decimalNumber(_ bytes: some Collection<UInt8>) -> Double? {
    let isPlain = bytes.allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    guard isPlain, !bytes.isEmpty, bytes.count <= 24 else { return nil }
    return Double(String(decoding: bytes, as: UTF8.self))
}

/// In the Gregorian calendar (Howard Hinnant, *chrono-compatible low-level date algorithms*, `days_from_civil`).
func daysSince1970(year: Int, month: Int, day: Int) -> Int {
    let years = month > 2 ? year : year - 1
    let era = (years >= 0 ? years : years - 399) / 400
    let yearOfEra = years - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
}

/// The inverse (`civil_from_days`), for days from 0 on.
package func civilDate(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let days = days + 719_468
    let dayOfEra = days % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // Months are counted from March.
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + days / 146_097 * 400 + (month < 10 ? 0 : 1)
    return (year, month < 10 ? month + 3 : month - 9, dayOfYear - (153 * month + 2) / 5 + 1)
}
