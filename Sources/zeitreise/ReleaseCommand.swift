import ArgumentParser
import Depot
import Foundation
import TourBundle

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release",
        abstract: "Signs tours for the buses of a fleet.",
        discussion: """
            A depot is a folder of releases: bundles with a version that only rises, each signed with an Ed25519 key. Serve it \
            with 'zeitreise serve --depot DIR', or copy it to a stick; on the bus 'zeitreise sync' takes only what the bus \
            trusts.

            Keep the private key off the buses and off the machine that serves.

            Examples:
              zeitreise release key fleet.key
              zeitreise release sign old-town.ztour --depot depot --key fleet.key
              zeitreise serve --depot depot --listen :8443 --certificate server.pem --key server.key
            """,
        subcommands: [MakeKey.self, Sign.self, Rotate.self, List.self]
    )

    struct MakeKey: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "key",
            abstract: "Makes a pair of keys.",
            discussion: """
                Writes FILE, which its owner alone can read, and FILE.pub, for the buses: both in PEM, as OpenSSL has them. \
                Prints the public key's digits, which 'sync --key' takes as well.

                Example:
                  zeitreise release key fleet.key
                """
        )

        @Argument(help: "Where to write the private key; nothing is overwritten.")
        var file: String

        func run() throws {
            try Terminal.writeResult(try SigningKey.make(at: file).verification.hex)
        }
    }

    struct Sign: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Makes a release of a bundle.",
            discussion: """
                Copies the bundle into the depot, reads every byte of it, gives it the tour's next version, and signs. A key \
                that has retired signs no more.

                Examples:
                  zeitreise release sign old-town.ztour --depot depot --key fleet.key
                  zeitreise release sign old-town.ztour --depot depot --key fleet.key --days 30 --minimum-program 0.2.0
                """
        )

        @Argument(help: "A .ztour file.")
        var bundle: String

        @Option(help: ArgumentHelp("The depot's folder; made where it is not there.", valueName: "dir"))
        var depot: String

        @Option(help: ArgumentHelp("The private key.", valueName: "file"))
        var key: String

        @Option(help: ArgumentHelp("For how long buses may sync it; installed, it plays for ever.", valueName: "count"))
        var days = 365

        @Option(help: ArgumentHelp("The oldest program that can play it.", valueName: "version"))
        var minimumProgram = "0.1.0"

        @Flag(help: "The result as JSON on standard output.")
        var json = false

        func validate() throws {
            guard (1...36_500).contains(days) else { throw ValidationError("--days is a number from 1 to 36500.") }
            guard ProgramVersion(minimumProgram) != nil else {
                throw ValidationError("--minimum-program is a version such as 0.2.0.")
            }
        }

        func run() async throws {
            let key = try SigningKey(path: key)
            try FileManager.default.createDirectory(atPath: depot, withIntermediateDirectories: true)
            let folder = try DepotFolder(path: depot)
            let release = try await interruptible { [bundle, days, minimumProgram] in
                try await folder.sign(
                    bundle: bundle,
                    by: key,
                    days: days,
                    minimumProgram: minimumProgram,
                    at: time(nil)
                )
            }
            let line = ReleaseLine(release, retired: [])
            if json { try Terminal.writeJSON(line) } else { try Terminal.writeResult(line.text) }
        }
    }

    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Has a key hand on to a new one.",
            discussion: """
                Buses that trust the old key trust the new one from their next sync on, and go on trusting the old one \
                unless --retire is given: then sign every tour anew with the new key, for releases of the old one are \
                refused. Which these are is told.

                Example:
                  zeitreise release rotate --depot depot --key fleet.key --to fleet-2028.key.pub --retire
                """
        )

        @Option(help: ArgumentHelp("The depot's folder.", valueName: "dir"))
        var depot: String

        @Option(help: ArgumentHelp("The old private key.", valueName: "file"))
        var key: String

        @Option(help: ArgumentHelp("The new public key: its file, or its digits.", valueName: "file.pub"))
        var to: String

        @Flag(help: "The old key must not sign any more.")
        var retire = false

        func run() throws {
            let next = try VerificationKey(fileOrHex: to)
            let folder = try DepotFolder(path: depot)
            let file = try folder.rotate(from: SigningKey(path: key), to: next, retiring: retire, at: time(nil))
            try Terminal.writeResult(file)
            for id in try folder.withRetiredKeys() {
                Terminal.writeError(
                    "zeitreise: \(id.tour): release \(id.version) was signed by a retired key, and no bus takes it any more; "
                        + "sign its bundle anew with the new key\n"
                )
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Shows the releases of a depot.",
            discussion: """
                Looks at signatures, not at bundles: 'zeitreise verify' does. Tells which have ended or were signed by a key \
                that has retired since: these no bus takes. Exit status 65 where a signature is not right.

                Example:
                  zeitreise release list depot
                """
        )

        @Argument(help: "The depot's folder.")
        var depot: String

        @Flag(help: "The result as JSON on standard output.")
        var json = false

        func run() throws {
            let folder = try DepotFolder(path: depot)
            let retired = try folder.retired()
            let lines = try folder.releases().map { ReleaseLine(try folder.release($0), retired: retired) }
            if json { return try Terminal.writeJSON(lines) }
            for line in lines { try Terminal.writeResult(line.text) }
        }
    }
}

/// A release as it is shown.
private struct ReleaseLine: Encodable {
    let tour: String
    let version: Int
    /// Seconds since 1970.
    let made: Int
    let expires: Int
    let minimumProgram: String
    let bytes: Int
    let key: String
    let isRetired: Bool
    let isEnded: Bool

    init(_ release: SignedRelease, retired: Set<VerificationKey>) {
        let body = release.body
        (tour, version, made, expires) = (body.tour, body.version, body.made, body.expires)
        (minimumProgram, bytes, key) = (body.minimumProgram, body.content.bytes, release.key.hex)
        (isRetired, isEnded) = (retired.contains(release.key), body.expires < time(nil))
    }

    var text: String {
        "\(tour) \(version): \((bytes + (1 << 20) - 1) >> 20) MiB, signed on \(day(made)) by \(key.prefix(16))…, "
            + (isEnded ? "ended on \(day(expires)): sign anew" : "to be synced until \(day(expires))")
            + (isRetired ? "; signed by a retired key: sign anew" : "")
    }
}
