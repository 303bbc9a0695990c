import ArgumentParser
import TourServer

struct CertificateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate",
        abstract: "Makes and shows certificates for HTTPS.",
        discussion: """
            Browsers allow VR only on secure addresses. Where the bus has no public name with a certificate of its own, make \
            a local authority and a certificate here, install authority.pem on the headsets as trusted, and keep \
            authority.key off the bus: it can vouch for the hosts named, and for no others.

            For a depot name its host alone, and no address: 'zeitreise sync' cannot judge addresses of such an authority, and \
            refuses them.

            Examples:
              zeitreise certificate create bus7.fleet.internal 192.168.7.1
              zeitreise certificate create depot.fleet.internal
              zeitreise serve tour.ztour --listen :443 --certificate server.pem --key server.key
              zeitreise certificate show server.pem
            """,
        subcommands: [Create.self, Show.self]
    )

    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a server's certificate, and an authority where there is none.",
            discussion: """
                Writes server.pem and server.key, and authority.pem and authority.key unless they are there. Keys can be \
                read by their owner alone. A running server takes up a replaced certificate by itself.

                Examples:
                  zeitreise certificate create bus7.fleet.internal 192.168.7.1
                  zeitreise certificate create localhost 127.0.0.1 --directory keys --days 30
                  zeitreise certificate create bus7.fleet.internal 192.168.7.1 --replace
                """
        )

        @Argument(help: ArgumentHelp("Names and addresses under which the server is reached.", valueName: "host"))
        var hosts: [String]

        @Option(help: ArgumentHelp("Where the files are written; it must be there.", valueName: "dir"))
        var directory = "."

        @Option(help: ArgumentHelp("How long the server's certificate is valid.", valueName: "count"))
        var days = 397

        @Flag(help: "Replace the server's certificate and key that are there; the authority stays.")
        var replace = false

        @Flag(help: "The result as JSON on standard output.")
        var json = false

        func validate() throws {
            guard (1...3653).contains(days) else { throw ValidationError("--days is a number from 1 to 3653.") }
        }

        func run() throws {
            let files = CertificateFiles(folder: directory)
            let hosts = try hosts.map { try CertificateHost($0) }
            let written = try files.make(for: hosts, days: days, isReplacing: replace)
            guard json else {
                for path in written { Terminal.writeLine(path) }
                return
            }
            try Terminal.writeJSON(Outcome(written: written, certificate: CertificateSummary(path: files.certificate)))
        }

        private struct Outcome: Encodable {
            var written: [String]
            var certificate: CertificateSummary
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows for which hosts and how long a certificate is good.",
            discussion: """
                Exit status 1 when it has ended, or is not valid yet.

                Example:
                  zeitreise certificate show server.pem
                """
        )

        @Argument(help: "A certificate in PEM; of a chain the first.")
        var file: String

        @Flag(help: "The result as JSON on standard output.")
        var json = false

        func run() throws {
            let summary = try CertificateSummary(path: file)
            if json {
                try Terminal.writeJSON(summary)
            } else {
                try Terminal.writeResult(Self.table(summary))
            }
            if summary.standing != .valid { throw ExitStatus.failed.code }
        }

        private static func table(_ summary: CertificateSummary) -> String {
            [
                "for        \(summary.names.joined(separator: ", "))", "subject    \(summary.subject)",
                "issuer     \(summary.issuer)", "from       \(summary.notBefore)", "until      \(summary.notAfter)",
                "days left  \(summary.daysLeft)",
            ].joined(separator: "\n")
        }
    }
}
