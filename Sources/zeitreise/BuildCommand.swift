import ArgumentParser
import Foundation
import TileBuilder
import Tour
import TourBundle

struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Builds a tour into one .ztour file.",
        discussion: """
            TOUR is a tour.yaml or the folder it lies in. The bundle takes its name when it is whole: whatever ends the build \
            early leaves an older bundle as it was.

            Examples:
              zeitreise build Tours/kaiserslautern
              zeitreise build Tours/kaiserslautern --output bus.ztour --quality 85
            """
    )

    @Argument(help: "A tour.yaml, or the folder it lies in.")
    var tour: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The bundle to write; without it the tour's id with .ztour, in this folder.",
            valueName: "file"
        )
    )
    var output: String?

    @OptionGroup var options: TileOptions

    func run() async throws {
        let outcome = try await interruptible { try await build() }
        if options.json {
            try Terminal.writeJSON(outcome)
        } else {
            print("\(outcome.output): \(outcome.places) places, \(outcome.epochs) epochs, \(outcome.mebibytes) MiB")
        }
    }

    @concurrent private func build() async throws -> Outcome {
        let builder = try TourBuilder(tour: tour, settings: options.settings)
        let path = output ?? "\(builder.document.id).ztour"
        let bar = ProgressBar(isQuiet: options.quiet)
        defer { bar.finish() }
        let manifest = try await builder.build(to: path) { bar.show($0) }
        return Outcome(manifest, path: path)
    }

    private struct Outcome: Encodable {
        var output: String
        var places: Int
        var epochs: Int
        var bytes: Int

        init(_ manifest: TourManifest, path: String) {
            output = path
            places = manifest.places.count
            epochs = manifest.places.map(\.epochs.count).reduce(0, +)
            bytes = (try? URL(fileURLWithPath: path).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
        }

        var mebibytes: String { String(format: "%.1f", Double(bytes) / 1_048_576) }
    }
}
