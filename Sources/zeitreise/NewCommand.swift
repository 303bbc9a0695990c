import ArgumentParser
import TileBuilder

struct NewCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Makes a small tour to start from, that builds.",
        discussion: """
            DIR gets a tour.yaml whose comments explain it, a route, and three drawn panoramas with the points of the \
            compass: two places, one of them in two epochs. Replace them by your own, step by step. DIR must be new or empty; \
            it appears whole, or not at all. The tour is called after it.

            Example:
              zeitreise new old-town
              zeitreise check old-town
              zeitreise simulate old-town --synthetic
              zeitreise build old-town
              zeitreise serve old-town.ztour
            """
    )

    @Argument(help: "The folder to make.")
    var dir: String

    @Flag(help: "The result as JSON on standard output.")
    var json = false

    func validate() throws {
        guard !dir.isEmpty else { throw ValidationError("name a folder to make") }
    }

    func run() async throws {
        let tour = StarterTour(path: dir)
        let files = try await interruptible { try tour.write() }
        if json {
            try Terminal.writeJSON(Outcome(tour: dir, id: tour.id, files: files))
        } else {
            try Terminal.writeResult(
                "\(dir): a tour of two places; look at \(dir)/tour.yaml, then: zeitreise build \(Terminal.shellWord(dir))"
            )
        }
    }

    private struct Outcome: Encodable {
        var tour: String
        var id: String
        var files: [String]
    }
}
