import Foundation
import Tour

/// Fixes out of gpsd's JSON protocol, in whatever pieces it comes: an object a line (gpsd_json(5)).
package struct GPSDReader: Sendable {
    /// What a client sends to be told.
    package static let watch = Array("?WATCH={\"enable\":true,\"json\":true};\n".utf8)
    /// gpsd's own limit is 10,240 bytes.
    static let longestLine = 65_536

    private var lines = LineSplitter(mostBytes: longestLine)

    package init() {}

    package mutating func add(_ bytes: some Sequence<UInt8>) -> [ReceiverReport] {
        var reports: [ReceiverReport] = []
        lines.add(bytes) { line in
            if let line {
                reports += Self.read(line)
            } else {
                reports.append(.fault(.lineTooLong(bytes: Self.longestLine)))
            }
        }
        return reports
    }

    private static func read(_ line: [UInt8]) -> [ReceiverReport] {
        let decoder = JSONDecoder()
        guard let object = try? decoder.decode(Object.self, from: Data(line)) else { return [.fault(.garbage)] }
        switch object.class {
        case "TPV": return [object.fix]
        case "SKY": return object.satellites.map { [$0] } ?? []
        case "VERSION": return [.daemon(version: object.release ?? "unknown")]
        case "DEVICES": return [.devices(object.devices?.compactMap(\.path) ?? [])]
        case "ERROR": return [.fault(.daemon(object.message ?? "an error"))]
        default: return []
        }
    }
}

/// All classes in one: what a class has not is `nil`.
private struct Object: Decodable {
    struct Device: Decodable { var path: String? }
    struct Satellite: Decodable { var used: Bool? }

    var `class`: String
    // TPV
    var mode: Int?
    var status: Int?
    var time: String?
    var lat: Double?
    var lon: Double?
    var speed: Double?
    var track: Double?
    var eph: Double?
    var epx: Double?
    var epy: Double?
    // SKY
    var uSat: Int?
    var nSat: Int?
    var satellitesSeen: [Satellite]?
    // The rest
    var release: String?
    var devices: [Device]?
    var message: String?

    enum CodingKeys: String, CodingKey {
        case `class`, mode, status, time, lat, lon, speed, track, eph, epx, epy, uSat, nSat, release, devices, message
        case satellitesSeen = "satellites"
    }
}

extension Object {
    var fix: ReceiverReport {
        let seconds = time.flatMap { secondsSince1970($0) }
        // A simulator in the receiver has status 8.
        guard let mode = mode.flatMap(Fix.Mode.init), mode != .none, status != 8, let lat, let lon else {
            return .fix(Fix(mode: .none, location: nil, time: seconds))
        }
        guard abs(lat) <= 90, abs(lon) <= 180 else { return .fault(.malformed("TPV")) }
        return .fix(
            Fix(
                mode: mode,
                location: TourDocument.Location(latitudeDegrees: lat, longitudeDegrees: lon),
                time: seconds,
                speed: speed,
                trackRadians: track.flatMap(radians),
                accuracyMetres: eph ?? epx.flatMap { x in epy.map { (x * x + $0 * $0).squareRoot() } }
            )
        )
    }

    /// gpsd before 3.20 counts nothing itself.
    var satellites: ReceiverReport? {
        guard uSat != nil || satellitesSeen != nil else { return nil }
        return .satellites(
            used: uSat ?? satellitesSeen?.count { $0.used == true } ?? 0,
            seen: nSat ?? satellitesSeen?.count ?? 0
        )
    }
}

/// From ISO 8601 in UTC, as in `2010-04-11T16:57:44.000Z`; `nil` for anything else.
func secondsSince1970(_ text: some StringProtocol) -> Double? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 20, bytes.count <= 40, bytes.last == UInt8(ascii: "Z"), bytes[10] == UInt8(ascii: "T") else {
        return nil
    }
    func number(_ range: Range<Int>) -> Int? { decimalNumber(bytes[range]).flatMap { Int(exactly: $0) } }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10), let hours = number(11..<13),
        let minutes = number(14..<16), let seconds = decimalNumber(bytes[17..<bytes.count - 1]),
        (1_970...9_999).contains(year), (1...12).contains(month), (1...31).contains(day), (0..<24).contains(hours),
        (0..<60).contains(minutes), (0..<61).contains(seconds)
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    return Double(days * 86_400 + hours * 3_600 + minutes * 60) + seconds
}
