import Guidance
import Testing
import Tour

struct NMEALogTests {
    @Test func `a fix is an RMC and a GGA`() {
        // 2026-05-03 08:09:07.25 UTC.
        let fix = Fix(
            mode: .threeDimensional,
            location: TourDocument.Location(latitudeDegrees: 49.45, longitudeDegrees: -7.0625),
            time: 1_777_795_747.25,
            speed: 10,
            trackRadians: .pi / 2,
            accuracyMetres: 6
        )
        let text = NMEALog([TimedFix(time: 0, fix: fix)]).text
        #expect(
            text == "\(sentence("GPRMC,080907.25,A,4927.00000,N,00703.75000,W,19.44,90.0,030526,,,A"))\r\n"
                + "\(sentence("GPGGA,080907.25,4927.00000,N,00703.75000,W,1,09,1.00,,M,,M,,"))\r\n"
        )
    }

    @Test func `what is written is read again`() {
        let fixes = [(59.999_999_9, -179.999_999_9), (0.008_333_3, 9.999_999_9), (-33.5, 0.1)].enumerated().map {
            second,
            place in
            let location = TourDocument.Location(latitudeDegrees: place.0, longitudeDegrees: place.1)
            let fix = Fix(
                mode: .twoDimensional,
                location: location,
                time: 1_777_852_798 + Double(second),
                speed: 0,
                accuracyMetres: 9
            )
            return TimedFix(time: Double(second), fix: fix)
        }
        let void = TimedFix(time: 3, fix: Fix(mode: .none, location: nil, time: 1_777_852_801))
        var drive = RecordedDrive()
        drive.add(Array(NMEALog(fixes + [void]).text.utf8))
        #expect(drive.faults.isEmpty && drive.fixes.map(\.time) == [0, 1, 2, 3])
        #expect(drive.fixes.map(\.fix.time) == (fixes + [void]).map(\.fix.time))
        #expect(drive.fixes.last?.fix.location == nil)
        // The accuracy is told by the second before.
        #expect(drive.fixes.map(\.fix.accuracyMetres) == [nil, 9, 9, nil])
        for (read, written) in zip(drive.fixes, fixes) {
            guard let one = read.fix.location, let other = written.fix.location else {
                Issue.record("a fix was lost")
                continue
            }
            #expect(abs(one.latitudeDegrees - other.latitudeDegrees) < 1e-7)
            #expect(abs(one.longitudeDegrees - other.longitudeDegrees) < 1e-7)
            #expect(read.fix.speed == 0)
        }
    }
}
