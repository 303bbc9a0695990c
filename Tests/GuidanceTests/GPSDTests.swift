import Guidance
import Testing
import Tour

struct GPSDTests {
    @Test func `a TPV gives a fix`() throws {
        let line = """
            {"class":"TPV","device":"/dev/ttyUSB0","mode":3,"time":"2010-04-11T16:57:44.500Z","ept":0.005,"lat":49.02656667,\
            "lon":12.06527167,"altHAE":383.300,"eph":7.5,"track":131.9,"speed":9.812,"climb":0.0}
            """
        let fix = try #require(read(line).first?.fix)
        #expect(fix.mode == .threeDimensional)
        #expect(fix.location == TourDocument.Location(latitudeDegrees: 49.02656667, longitudeDegrees: 12.06527167))
        #expect(fix.time == 1_271_005_064.5)
        #expect(fix.speed == 9.812 && fix.accuracyMetres == 7.5)
        #expect(abs(try #require(fix.trackRadians) - 131.9 * .pi / 180) < 1e-12)
    }

    @Test func `no fix is none, and a simulator's neither`() {
        #expect(read("{\"class\":\"TPV\",\"mode\":1}").map { $0.fix?.mode } == [Fix.Mode.none])
        #expect(read("{\"class\":\"TPV\"}").map { $0.fix?.mode } == [Fix.Mode.none])
        #expect(
            read("{\"class\":\"TPV\",\"mode\":3,\"status\":8,\"lat\":1,\"lon\":1}").map { $0.fix?.mode } == [
                Fix.Mode.none
            ]
        )
    }

    @Test func `what else the daemon says arrives`() {
        let lines = """
            {"class":"VERSION","release":"3.22","rev":"3.22","proto_major":3,"proto_minor":14}
            {"class":"DEVICES","devices":[{"class":"DEVICE","path":"/dev/ttyUSB0"}]}
            {"class":"WATCH","enable":true,"json":true}
            {"class":"SKY","uSat":9,"nSat":12,"satellites":[]}
            {"class":"SKY","satellites":[{"PRN":5,"used":true},{"PRN":8,"used":false}]}
            {"class":"ERROR","message":"Unrecognized request"}
            """
        #expect(
            read(lines) == [
                .daemon(version: "3.22"), .devices(["/dev/ttyUSB0"]), .satellites(used: 9, seen: 12),
                .satellites(used: 1, seen: 2), .fault(.daemon("Unrecognized request")),
            ]
        )
    }

    @Test(arguments: [
        "nonsense", "{}", "[]", "{\"class\":7}", "{\"class\":\"TPV\",\"mode\":3,\"lat\":\"x\",\"lon\":1}",
        "{\"class\":\"TPV\",\"mode\":3,\"lat\":NaN,\"lon\":1}", "{\"class\":\"TPV\",\"mode\":3", "\u{0}",
    ])
    func `what is not the protocol is garbage`(_ line: String) {
        #expect(read(line) == [.fault(.garbage)])
    }

    @Test func `a location that is nowhere is a fault`() {
        #expect(read("{\"class\":\"TPV\",\"mode\":3,\"lat\":491.0,\"lon\":7}") == [.fault(.malformed("TPV"))])
    }

    @Test func `an endless line is one fault, and the next line is read`() {
        var reader = GPSDReader()
        let piece = [UInt8](repeating: UInt8(ascii: "{"), count: 1 << 20)
        #expect((0..<10).flatMap { _ in reader.add(piece) } == [.fault(.lineTooLong(bytes: 65_536))])
        #expect(reader.add(Array("\n{\"class\":\"TPV\",\"mode\":1}\n".utf8)).count == 1)
    }

    private func read(_ lines: String) -> [ReceiverReport] {
        var reader = GPSDReader()
        return reader.add(Array("\(lines)\n".utf8))
    }
}
