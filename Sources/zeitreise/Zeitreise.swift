import ArgumentParser
import Foundation

/// The command line: one file a command, the work is done in the modules below.
@main
struct Zeitreise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "zeitreise",
        abstract: "Shows a city its own past from a tour bus.",
        discussion: """
            A tour is a folder with a tour.yaml and the pictures that it names. Make one, check it, build it into one \
            .ztour file, and serve that file to the headsets on the bus:

              zeitreise new old-town
              zeitreise check old-town
              zeitreise simulate old-town --synthetic
              zeitreise build old-town
              zeitreise serve old-town.ztour

            Exit status: 0 done, 1 failed, 2 wrong usage, 65 bad input (a retry is of no use), 75 passing fault (retry), \
            130 on Ctrl-C (serve: 0).
            """,
        version: "0.1.0",
        subcommands: [
            NewCommand.self, CheckCommand.self, AlignCommand.self, NarrateCommand.self, SimulateCommand.self,
            BuildCommand.self,
            VerifyCommand.self, ServeCommand.self, PINCommand.self, CertificateCommand.self, DoctorCommand.self,
            ExportCommand.self, ReleaseCommand.self, SyncCommand.self, TileCommand.self, InspectCommand.self,
        ]
    )

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            end(error)
        }
    }

    /// Help and version go to standard output as they are; every fault is one line on standard error.
    private static func end(_ error: any Error) -> Never {
        let status = ExitStatus(error)
        switch status {
        case .done: exit(withError: error)
        case .usage: Terminal.writeError(fullMessage(for: error) + "\n")
        case .interrupted: Terminal.writeError("zeitreise: interrupted; nothing was changed\n")
        default: Terminal.writeError(faultLines(of: error))
        }
        Foundation.exit(status.rawValue)
    }
}

/// One line a fault, each with the program's name; nothing for a status that has said all.
private func faultLines(of error: any Error) -> String {
    guard !(error is ExitCode) else { return "" }
    return String(describing: error).split(separator: "\n").map { "zeitreise: \($0)\n" }.joined()
}
