import Foundation
import Guidance
import Testing
import Tour

struct RecordingTests {
    @Test func `a GPX track gives fixes at its times`() throws {
        let text = """
            <?xml version="1.0"?><gpx version="1.1"><wpt lat="1" lon="1"/><trk><name>x &lt; y</name><trkseg>
            <trkpt lat="49.4447" lon="7.7690"><ele>240</ele><time>2026-05-01T10:00:00Z</time><speed>5.5</speed><course>90</course></trkpt>
            <trkpt
              lon='7.7691' lat='49.4447'><time> 2026-05-01T10:00:02.5Z </time><hdop>1.5</hdop></trkpt>
            <trkpt lat="49.4447" lon="7.7692"><fix>none</fix><time>2026-05-01T10:00:04Z</time></trkpt>
            <trkpt lat="x" lon="7"/>
            </trkseg></trk></gpx>
            """
        var drive = RecordedDrive()
        drive.add(Array(text.utf8))
        drive.finish()
        #expect(drive.fixes.map(\.time) == [0, 2.5, 4])
        #expect(drive.fixes.map(\.fix.mode) == [.threeDimensional, .threeDimensional, .none])
        #expect(drive.fixes[0].fix.speed == 5.5)
        #expect(abs(try #require(drive.fixes[0].fix.trackRadians) - .pi / 2) < 1e-12)
        #expect(drive.fixes[1].fix.location?.longitudeDegrees == 7.7691)
        #expect(drive.fixes[1].fix.accuracyMetres == 9)
        #expect(drive.faults.map(\.fault) == [.malformed("trkpt")])
    }

    @Test func `times of a recording never go back`() {
        var drive = RecordedDrive()
        for time in ["100000", "100005", "095000", "", "095002"] {
            drive.add(Array("\(sentence("GPRMC,\(time),A,4807.038,N,01131.000,E,0,0,230394,,"))\n".utf8))
        }
        #expect(drive.fixes.map(\.time) == [0, 5, 6, 7, 9])
    }

    @Test func `a recording without positions is refused in one line`() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).nmea").path
        try Data("GIF89a and so on\nmore\n".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let error = #expect(throws: RecordingError.self) { try RecordedDrive.read(path) }
        let words = try #require(error).description
        #expect(words.hasPrefix("\(path): there is no position in it (2 times: ") && !words.contains("\n"))
        #expect(throws: RecordingError.self) { try RecordedDrive.read("/nowhere/at/all.nmea") }
    }

    @Test(arguments: [
        ("gpsd://localhost", PositionAddress.gpsd(host: "localhost", port: 2_947)),
        ("gpsd://10.0.0.1:3000", .gpsd(host: "10.0.0.1", port: 3_000)), ("gpsd://[::1]:9", .gpsd(host: "::1", port: 9)),
        ("nmea:/dev/ttyACM0", .nmea(path: "/dev/ttyACM0")), ("replay:a.nmea", .replay(path: "a.nmea", speed: 1)),
        ("replay:a@b.nmea@20", .replay(path: "a@b.nmea", speed: 20)),
        ("replay:a@b.nmea", .replay(path: "a@b.nmea", speed: 1)),
        ("loop:a.nmea@10", .replay(path: "a.nmea", speed: 10, isEndless: true)),
    ])
    func `addresses of positions are read`(_ text: String, _ expected: PositionAddress) {
        #expect(PositionAddress(text) == expected)
    }

    @Test(arguments: [
        "gpsd://", "gpsd://host:0", "gpsd://host:70000", "gpsd://host:x", "nmea:", "replay:", "loop:", "drive.nmea", "",
    ])
    func `what is no address is none`(_ text: String) {
        #expect(PositionAddress(text) == nil)
    }
}

struct FixClockTests {
    @Test func `fixes that come in bunches keep the receiver's rhythm`() {
        var clock = FixClock()
        let arrivals = [(0.0, 100.0), (1.9, 101), (1.9, 102), (3.1, 103)]
        #expect(arrivals.map { clock.stamp($1, now: $0) } == [0, 1, 2, 3])
        #expect(clock.idle(now: 2.5) == 3 && clock.idle(now: 3.2) == 3.2)
    }

    @Test func `a leap of the receiver's clock is no step, and a lag is made up for`() {
        var clock = FixClock()
        #expect(clock.stamp(1_000, now: 0) == 0)
        #expect(clock.stamp(1_000 - 619_315_200, now: 1) == 1)
        #expect(clock.stamp(1_001 - 619_315_200, now: 2) == 2)
        #expect(clock.stamp(1_002 - 619_315_200, now: 9) == 9)
        #expect(clock.stamp(nil, now: 10) == 10)
    }
}
