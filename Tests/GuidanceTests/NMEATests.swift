import Guidance
import Testing
import Tour

struct NMEATests {
    // The examples of the NMEA 0183 descriptions that circulate (48° 07.038' N, 11° 31.000' E; 022.4 knots; 084.4°).
    private static let rmc = "$GPRMC,123519,A,4807.038,N,01131.000,E,022.4,084.4,230394,003.1,W*6A"
    private static let gga = "$GPGGA,123519,4807.038,N,01131.000,E,1,08,0.9,545.4,M,46.9,M,,*47"
    private static let gsa = "$GPGSA,A,3,04,05,,09,12,,,24,,,,,2.5,1.3,2.1*39"
    private static let vtg = "$GPVTG,054.7,T,034.4,M,005.5,N,010.2,K*48"

    @Test func `RMC with GSA gives all of a fix`() throws {
        let fix = try #require(fixes(of: [Self.gsa, Self.rmc]).first)
        let location = try #require(fix.location)
        #expect(abs(location.latitudeDegrees - (48 + 7.038 / 60)) < 1e-9)
        #expect(abs(location.longitudeDegrees - (11 + 31.0 / 60)) < 1e-9)
        #expect(abs(try #require(fix.speed) - 22.4 * 1_852 / 3_600) < 1e-9)
        #expect(abs(try #require(fix.trackRadians) - 84.4 * .pi / 180) < 1e-9)
        // 1994-03-23 12:35:19 UTC.
        #expect(fix.time == 764_426_119)
        #expect(fix.mode == .threeDimensional)
        #expect(abs(try #require(fix.accuracyMetres) - 1.3 * 6) < 1e-9)
    }

    @Test func `a receiver without RMC gives fixes from GGA and VTG`() throws {
        let found = fixes(of: Array(repeating: [Self.vtg, Self.gga], count: 4).joined() + [])
        #expect(found.count == 4)
        let fix = try #require(found.last)
        #expect(abs(try #require(fix.speed) - 5.5 * 1_852 / 3_600) < 1e-9)
        #expect(abs(try #require(fix.trackRadians) - 54.7 * .pi / 180) < 1e-9)
        #expect(fix.time == nil && fix.location != nil)
        // Beside RMC a GGA is no second fix.
        #expect(fixes(of: Array(repeating: [Self.rmc, Self.gga], count: 4).joined() + []).count == 4)
    }

    @Test(arguments: ["GP", "GN", "GL", "GA"])
    func `all talkers are heard`(_ talker: String) {
        #expect(fixes(of: [sentence(talker + Self.rmc.dropFirst(3).dropLast(3))]).count == 1)
    }

    @Test func `a void fix is none`() {
        let void = sentence("GPRMC,123519,V,,,,,,,230394,,,N")
        #expect(fixes(of: [void]).map(\.mode) == [.none])
        #expect(fixes(of: [void]).map(\.location) == [nil])
    }

    @Test func `two digits of a year are those of GPS`() {
        let old = sentence("GPRMC,000000,A,4807.038,N,01131.000,E,0,0,060180,,")
        let new = sentence("GPRMC,000000,A,4807.038,N,01131.000,E,0,0,010126,,")
        #expect(fixes(of: [old, new]).map(\.time) == [315_964_800, 1_767_225_600])
    }

    @Test func `a week counter that has run over is set right for receivers, not for recordings`() {
        // 2006-05-18 is 1,024 weeks before 2026-01-01.
        let past = sentence("GPRMC,000000,A,4807.038,N,01131.000,E,0,0,180506,,")
        var live = NMEAReader(earliestTime: 1_767_225_600)
        #expect(live.add(Array("\(past)\n".utf8)).compactMap(\.fix).map(\.time) == [1_767_225_600])
        #expect(fixes(of: [past]).map(\.time) == [1_767_225_600 - 1_024 * 604_800])
    }

    @Test func `pieces make no difference`() {
        let text = Array("\(Self.gsa)\r\n\(Self.rmc)\r\n\(Self.rmc)\r\n".utf8)
        var whole = NMEAReader()
        let expected = whole.add(text)
        for size in 1...40 {
            var reader = NMEAReader()
            var reports: [ReceiverReport] = []
            for start in stride(from: 0, to: text.count, by: size) {
                reports += reader.add(text[start..<min(start + size, text.count)])
            }
            #expect(reports == expected)
        }
    }

    @Test func `half lines, garbage and wrong sums cost no more than themselves`() {
        let text =
            "$GPRMC,1235\(Self.rmc)\n\u{0}\u{1}garbage\n\(Self.rmc.dropLast(1))B\n\(Self.rmc.dropLast(3))\n\(Self.rmc)\n"
        var reader = NMEAReader()
        let reports = reader.add(Array(text.utf8))
        #expect(reports.compactMap(\.fix).count == 2)
        #expect(reports.compactMap(\.fault) == [.garbage, .badChecksum, .badChecksum])
    }

    @Test(arguments: [
        "GPRMC,123519,A,nan,N,01131.000,E,0,0,230394,,", "GPRMC,123519,A,4807.038,N,inf,E,0,0,230394,,",
        "GPRMC,123519,A,9907.038,N,01131.000,E,0,0,230394,,", "GPRMC,123519,A,4877.038,N,01131.000,E,0,0,230394,,",
        "GPRMC,123519,A,4807.038,X,01131.000,E,0,0,230394,,", "GPRMC,123519,A,4807.038,N,19131.000,E,0,0,230394,,",
        "GPRMC,123519,A", "GPRMC,123519,A,,,,,,,,,",
    ])
    func `coordinates that make no sense are a fault`(_ body: String) {
        var reader = NMEAReader()
        #expect(reader.add(Array("\(sentence(body))\n".utf8)) == [.fault(.malformed("RMC"))])
    }

    @Test func `ten megabytes without an end of line are one fault`() {
        var reader = NMEAReader()
        let piece = [UInt8](repeating: UInt8(ascii: "A"), count: 1 << 20)
        let reports = (0..<10).flatMap { _ in reader.add(piece) }
        #expect(reports == [.fault(.lineTooLong(bytes: 512))])
        #expect(reader.add(Array("\n\(Self.rmc)\n".utf8)).compactMap(\.fix).count == 1)
    }

    private func fixes(of lines: [String]) -> [Fix] {
        var reader = NMEAReader()
        return reader.add(Array((lines.joined(separator: "\r\n") + "\r\n").utf8)).compactMap(\.fix)
    }
}

/// With its checksum: the exclusive or of all characters (NMEA 0183, 5.2.3).
func sentence(_ body: String) -> String {
    let sum = String(body.utf8.reduce(0, ^), radix: 16, uppercase: true)
    return "$\(body)*\(sum.count < 2 ? "0" : "")\(sum)"
}

extension ReceiverReport {
    var fix: Fix? { if case .fix(let fix) = self { fix } else { nil } }
    var fault: ReceiverFault? { if case .fault(let fault) = self { fault } else { nil } }
}
