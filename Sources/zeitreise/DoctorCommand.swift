import ArgumentParser
import Guidance
import TourServer

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Looks at all that a drive needs, before departure.",
        discussion: """
            Reads every byte of the bundle, and looks at the certificate, the clock, the disk, the receiver and a \
            running server with its headsets, as far as they are named. Exit status 1 where the bus should not leave.

            Examples:
              zeitreise doctor tour.ztour
              zeitreise doctor tour.ztour --certificate server.pem --key server.key --gps gpsd://localhost \\
                --state bus.sqlite --admin 127.0.0.1:9100
            """
    )

    @Argument(help: "A .ztour file.")
    var bundle: String

    @Option(help: ArgumentHelp("The server's certificate in PEM.", valueName: "file"))
    var certificate: String?

    @Option(help: ArgumentHelp("Its private key in PEM.", valueName: "file"))
    var key: String?

    @Option(help: ArgumentHelp("The receiver: gpsd://HOST:PORT or nmea:PATH.", valueName: "address"))
    var gps: String?

    @Option(help: ArgumentHelp("Where the server keeps how the tour stands.", valueName: "file.sqlite"))
    var state: String?

    @Option(help: ArgumentHelp("The admin listener of a running server.", valueName: "host:port"))
    var admin: String?

    @Flag(help: "The report as JSON on standard output.")
    var json = false

    func validate() throws {
        guard gps == nil || gps.flatMap({ PositionAddress($0) }) != nil else {
            throw ValidationError("--gps is gpsd://HOST:PORT or nmea:PATH")
        }
        guard key == nil || certificate != nil else { throw ValidationError("--key belongs to a --certificate") }
    }

    func run() async throws {
        var doctor = Doctor(bundle: bundle)
        doctor.certificate = certificate
        doctor.key = key
        doctor.positions = gps.flatMap { PositionAddress($0) }
        doctor.state = state
        doctor.admin = try admin.map { try ListenAddress(loopback: $0) }
        let report = await doctor.examine { check in
            if !json { Terminal.writeLine(line(check)) }
        }
        if json {
            try Terminal.writeJSON(report)
        } else {
            Terminal.writeLine(report.mayLeave ? "ready to leave" : "not ready to leave")
        }
        guard report.mayLeave else { throw ExitStatus.failed.code }
    }

    private func line(_ check: DoctorCheck) -> String {
        let mark =
            switch check.level {
            case .good: "ok     "
            case .warning: "warning"
            case .fault: "FAULT  "
            }
        let subject = check.subject + String(repeating: " ", count: max(1, 12 - check.subject.count))
        return "\(mark)  \(subject)\(check.fact)" + (check.advice.map { "; \($0)" } ?? "")
    }
}
