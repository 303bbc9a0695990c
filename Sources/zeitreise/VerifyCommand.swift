import ArgumentParser
import Depot
import TourBundle

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks every digest and every reference of a bundle, and its signature.",
        discussion: """
            Reads the whole file. Where a .release lies beside it, as in a depot and on a bus, its signature is checked, and that \
            the bundle is the signed one. Exit status 0 when it is whole, 65 when anything is damaged or missing.

            Example:
              zeitreise verify kaiserslautern.ztour
            """
    )

    @Argument(help: "A .ztour file.")
    var bundle: String

    @Flag(help: "The result as JSON on standard output.")
    var json = false

    func run() async throws {
        let reader = try BundleReader(path: bundle)
        let result = try await reader.verify()
        let release = result.isWhole ? try await ReleaseStanding.beside(reader) : nil
        if json {
            try Terminal.writeJSON(Outcome(result: result, release: release))
        } else if result.isWhole {
            let (panoramas, tiles) = (counted(result.panoramas, "panorama"), counted(result.tiles, "tile"))
            print("\(bundle): whole; \(panoramas), \(tiles), \(counted(result.media, "media file"))")
            if let release { print("\(bundle): \(Self.words(release))") }
        } else {
            for fault in result.faults { Terminal.writeError("zeitreise: \(bundle): \(fault)\n") }
            Terminal.writeError("zeitreise: \(bundle): damaged; delete it, then copy or build it again\n")
        }
        guard result.isWhole, release?.isTrusted != false else { throw ExitStatus.badInput.code }
    }

    private static func words(_ release: ReleaseStanding) -> String {
        let trust =
            switch release.isTrusted {
            case true?: ", which this bus trusts"
            case false?: ", which this bus does NOT trust"
            case nil: ""
            }
        return "release \(release.version), signed on \(day(release.made)) by \(release.key.prefix(16))…\(trust)"
    }

    /// What was found in the bundle, and what its signed file says, where there is one.
    private struct Outcome: Encodable {
        let result: BundleVerification
        let release: ReleaseStanding?

        private enum CodingKeys: CodingKey { case release }

        func encode(to encoder: any Encoder) throws {
            try result.encode(to: encoder)
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encodeIfPresent(release, forKey: .release)
        }
    }
}
