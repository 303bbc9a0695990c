import ArgumentParser
import TourBundle

struct VerifyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Checks every digest and every reference of a bundle.",
        discussion: """
            Reads the whole file. Exit status 0 when it is whole, 65 when anything is damaged or missing.

            Example:
              zeitreise verify kaiserslautern.ztour
            """
    )

    @Argument(help: "A .ztour file.")
    var bundle: String

    @Flag(help: "The result as JSON on standard output.")
    var json = false

    func run() async throws {
        let result = try await BundleReader(path: bundle).verify()
        if json {
            try Terminal.writeJSON(result)
        } else if result.isWhole {
            let (panoramas, tiles) = (counted(result.panoramas, "panorama"), counted(result.tiles, "tile"))
            print("\(bundle): whole; \(panoramas), \(tiles), \(counted(result.media, "media file"))")
        } else {
            for fault in result.faults { Terminal.writeError("zeitreise: \(bundle): \(fault)\n") }
            Terminal.writeError("zeitreise: \(bundle): damaged; delete it, then copy or build it again\n")
        }
        guard result.isWhole else { throw ExitStatus.badInput.code }
    }
}
