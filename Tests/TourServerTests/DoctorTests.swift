import Foundation
import Guidance
import Testing
import Tour
import TourServer

struct DoctorTests {
    @Test(arguments: [(-1, DoctorCheck.Level.fault), (13, .warning), (14, .good), (400, .good)])
    func aCertificateIsJudgedByItsDays(days: Int, level: DoctorCheck.Level) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "doctor-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = CertificateFiles(folder: folder.path)
        _ = try files.make(for: [try CertificateHost("bus.example")], days: 500, isReplacing: false)
        let summary = try CertificateSummary(path: files.certificate)
        #expect((498...500).contains(summary.daysLeft))
        let validity = CertificateValidity(notBefore: 1_000_000, notAfter: 1_000_000 + 500 * 86_400)
        let moment = validity.notAfter - days * 86_400 - (days < 0 ? 0 : 1)
        #expect(DoctorCheck.certificate(validity, names: summary.names, at: moment).level == level)
    }

    @Test func aCertificateThatIsNotYetValidIsAFault() {
        let validity = CertificateValidity(notBefore: 1_000_000, notAfter: 2_000_000)
        let check = DoctorCheck.certificate(validity, names: ["bus.example"], at: 999_999)
        #expect(check.level == .fault && check.fact.contains("1970-01-12") && check.advice?.contains("clock") == true)
    }

    @Test func aClockBeforeTheProgramIsAFault() {
        #expect(DoctorCheck.clock(second: 0).level == .fault)
        #expect(DoctorCheck.clock(second: 1_800_000_000).level == .good)
    }

    @Test func aFullOrReadOnlyDiskIsAFault() {
        #expect(DoctorCheck.disk(folder: "/x", freeBytes: 1 << 20, isWritable: true).level == .fault)
        #expect(DoctorCheck.disk(folder: "/x", freeBytes: 1 << 40, isWritable: false).level == .fault)
        #expect(DoctorCheck.disk(folder: "/x", freeBytes: 1 << 40, isWritable: true).level == .good)
    }

    @Test func aSilentReceiverIsAFaultAndOneWithoutPositionAWarning() {
        var heard = PositionHearing()
        #expect(heard.check.level == .fault)
        _ = heard.take(.state(.stopped(reason: "refused", retryInSeconds: 1)))
        #expect(heard.check.level == .fault && heard.check.fact.contains("refused"))
        _ = heard.take(.fix(Fix(mode: .none, location: nil), at: 0))
        let isEnough = heard.take(.satellites(used: 0, seen: 3))
        #expect(heard.check.level == .warning && heard.check.fact.contains("0 of 3"))
        #expect(!isEnough)
    }

    @Test func figuresOfARunningServerAreReadAsPrometheusWritesThem() {
        let text = """
            # HELP zeitreise_headsets x
            # TYPE zeitreise_headsets gauge
            zeitreise_headsets{state="enrolled"} 3
            zeitreise_headsets{state="connected"} 2
            zeitreise_headsets{state="ready"} 1
            zeitreise_rotten_blobs_total 0
            nonsense
            """
        let checks = ServerFigures(text).checks
        #expect(checks.map(\.subject) == ["server", "headsets"])
        #expect(checks.map(\.level) == [.good, .warning])
        #expect(checks[1].fact == "3 enrolled, 2 connected, 1 with the whole tour")
        #expect(ServerFigures("zeitreise_rotten_blobs_total 2\n").checks.map(\.level) == [.fault])
        #expect(ServerFigures("").checks.map(\.level) == [.good])
    }

    @Test(
        arguments: [
            (nil, nil, "gps_none", DoctorCheck.Level.warning), (.running, 1, "gps_found", .good),
            (.running, 60, "gps_searching", .warning), (.running, nil, "gps_searching", .warning),
            (.connecting, nil, "gps_silent", .fault), (.stale(seconds: 9), 5, "gps_silent", .fault),
            (.stopped(reason: "refused", retryInSeconds: 1), nil, "gps_silent", .fault),
            (.ended, 1, "gps_ended", .warning),
        ] as [(PositionSourceState?, Double?, String, DoctorCheck.Level)]
    )
    func aRunningServerKnowsItsReceiver(
        source: PositionSourceState?,
        age: Double?,
        code: String,
        level: DoctorCheck.Level
    ) {
        let check = DoctorCheck.positions(source, age: age)
        #expect(check.code == code && check.level == level)
        #expect((check.advice == nil) == (level == .good), "whoever has to do something is told what")
    }

    @Test func aSingleFaultKeepsTheBus() {
        #expect(DoctorReport([.good("a", "", code: "a"), .warning("b", "", "", code: "b")]).mayLeave)
        #expect(!DoctorReport([.good("a", "", code: "a"), .fault("b", "", "", code: "b")]).mayLeave)
    }
}
