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

            Only panoramas whose content or settings changed are tiled; everything else comes from the older bundle. A build \
            that was stopped or killed leaves its finished tiles in FILE.tiles.partial, from where the next build goes \
            on. The hidden .FILE.sources remembers which files were read. Both may be deleted at any time.

            What 'check' finds doubtful in pictures and their years is told as there, as warnings; what it finds in the drive, \
            in sounds and in other files is not asked for here.

            Examples:
              zeitreise build Tours/kaiserslautern
              zeitreise build Tours/kaiserslautern --output bus.ztour --quality 85
              zeitreise build Tours/kaiserslautern --face-size 4096

            A tour that is too large for one machine is planned, its units are tiled anywhere (Tools/cluster has scripts for Slurm \
            and others), and the results are put together to the same file. A unit ends with 65 where a picture can never be \
            tiled, and with 75 where another try may do; running one twice does no harm:
              zeitreise build archive --plan plan.json
              zeitreise build archive --plan plan.json --unit 17 --store /shared/results
              zeitreise build archive --plan plan.json --collect /shared/results --output archive.ztour
            """
    )

    @Argument(help: "A tour.yaml, or the folder it lies in.")
    var tour: String

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The bundle to write; without it the tour's id with .ztour, in this folder.",
            valueName: "file"
        ),
        transform: named
    )
    var output: String?

    @OptionGroup var faces: FaceOptions
    @OptionGroup var options: TileOptions
    @OptionGroup(title: "On several machines") var cluster: ClusterOptions

    func validate() throws {
        guard output == nil || cluster.makesBundle else {
            throw ValidationError("--output: no bundle is made here; leave it out, or give --collect")
        }
    }

    func run() async throws {
        if let unit = cluster.unit, let store = cluster.store {
            try report(try await interruptible { try await runUnit(unit, into: store) })
        } else if let store = cluster.collect {
            try await makeBundle { try await collect(from: store) }
        } else if let plan = cluster.plan {
            try await interruptible { try await writePlan(plan) }
        } else {
            try await makeBundle { try await build() }
        }
    }

    private func makeBundle(_ make: @escaping @Sendable () async throws -> (BuildReport, path: String)) async throws {
        let start = ContinuousClock.now
        let (report, path) = try await interruptible(make)
        for note in report.notes { Terminal.writeError("zeitreise: \(note)\n") }
        let outcome = Outcome(report, path: path, seconds: start.duration(to: .now) / .seconds(1))
        if options.json {
            try Terminal.writeJSON(outcome)
        } else {
            try Terminal.writeResult(outcome.line)
        }
    }

    @concurrent private func build() async throws -> (BuildReport, path: String) {
        let builder = try TourBuilder(tour: tour, settings: settings)
        let path = output ?? "\(builder.document.id).ztour"
        let bar = ProgressBar(isQuiet: options.quiet)
        defer { bar.finish() }
        return (try await builder.build(to: path) { bar.show($0) }, path)
    }

    var settings: TileSettings {
        // A tour is built once and sent many times: there the twentieth that tables of their own save of its bytes is worth the time.
        var settings = options.settings(optimisesHuffman: true)
        settings.faceSize = faces.faceSize
        return settings
    }

    private struct Outcome: Encodable {
        var output: String
        var upToDate: Bool
        var places: Int
        var epochs: Int
        var bytes: Int
        var seconds: Double
        /// Numbers of panoramas.
        var tiled: Int
        var kept: Int
        var panoramas: [Panorama]

        struct Panorama: Encodable {
            var picture: String
            /// `tiled` or `kept`.
            var state: String
            var tiles: Int
            var tilesMade: Int
            var seconds: Double
        }

        init(_ report: BuildReport, path: String, seconds: Double) {
            output = path
            upToDate = report.isUpToDate
            places = report.tour.places.count
            epochs = report.tour.places.map(\.epochs.count).reduce(0, +)
            bytes = (try? URL(fileURLWithPath: path).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
            self.seconds = seconds
            tiled = report.panoramas.count(where: \.isTiled)
            kept = report.panoramas.count - tiled
            panoramas = report.panoramas.map {
                Panorama(
                    picture: $0.picture,
                    state: $0.isTiled ? "tiled" : "kept",
                    tiles: $0.tiles,
                    tilesMade: $0.tilesMade,
                    seconds: $0.seconds
                )
            }
        }

        var line: String {
            let size = String(format: "%.1f", Double(bytes) / 1_048_576)
            let work = upToDate ? "up to date" : "\(counted(tiled, "panorama")) tiled, \(kept) kept"
            return "\(output): \(counted(places, "place")), \(counted(epochs, "epoch")), \(size) MiB; \(work)"
        }
    }
}
