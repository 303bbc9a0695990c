import Foundation
import Guidance
import Testing

struct ReplayTests {
    @Test func `a replay gives every fix at its time, ticks between, and says that it has ended`() async throws {
        var drive = RecordedDrive()
        for second in ["00", "01", "05"] {
            drive.add(Array("\(sentence("GPRMC,1200\(second),A,4807.038,N,01131.000,E,0,0,230394,,"))\n".utf8))
        }
        let reports = Reports()
        try await Replay(drive, speed: 100_000).run { await reports.add($0) }
        let all = await reports.all
        #expect(all.first == .state(.running) && all.last == .state(.ended))
        #expect(all.compactMap { if case .fix(_, let time) = $0 { time } else { nil } } == [0, 1, 5])
        let times = all.compactMap { report -> Double? in
            switch report {
            case .fix(_, let time), .idle(let time): time
            default: nil
            }
        }
        #expect(times == times.sorted() && times.count > 20)
    }

    @Test func `an endless replay goes on with its times, and the receiver's clock with them`() async throws {
        var drive = RecordedDrive()
        for second in ["00", "01", "05"] {
            drive.add(Array("\(sentence("GPRMC,1200\(second),A,4807.038,N,01131.000,E,0,0,230394,,"))\n".utf8))
        }
        let reports = Reports()
        let replay = Replay(drive, speed: 100_000, isEndless: true)
        let driving = Task { try await replay.run { await reports.add($0) } }
        while await reports.fixes.count < 7 { await Task.yield() }
        driving.cancel()
        await #expect(throws: CancellationError.self) { try await driving.value }
        let fixes = await reports.fixes.prefix(7)
        #expect(fixes.map(\.time) == [0, 1, 5, 6, 7, 11, 12])
        let first = try #require(fixes.first?.fix.time)
        #expect(fixes.map { ($0.fix.time ?? 0) - first } == fixes.map(\.time))
    }

    @Test func `a recording that is not there is said before anything runs`() {
        for address in ["replay:/nowhere.nmea@10", "replay:/nowhere.gpx"] {
            #expect(throws: RecordingError.self) { try PositionAddress(address)?.source() }
        }
        #expect(throws: Never.self) { try PositionAddress("nmea:/dev/not-plugged-in")?.source() }
    }
}

private actor Reports {
    private(set) var all: [PositionReport] = []

    var fixes: [TimedFix] {
        all.compactMap { if case .fix(let fix, let time) = $0 { TimedFix(time: time, fix: fix) } else { nil } }
    }

    func add(_ report: PositionReport) { all.append(report) }
}
