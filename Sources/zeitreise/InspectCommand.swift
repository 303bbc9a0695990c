import ArgumentParser

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Shows what is known of pictures, and what 'tile' would make of them.",
        discussion: """
            Reads headers and metadata alone. Exit status 65 when one of the pictures cannot be read; the others are shown \
            all the same.

            Examples:
              zeitreise inspect church.jpg castle.png
              zeitreise inspect strip.jpg --projection cylindrical --fov 200
              zeitreise inspect faces/ --json
            """
    )

    @Argument(help: ArgumentHelp("Pictures, or folders of six faces each.", valueName: "image"))
    var images: [String]

    @OptionGroup var source: SourceOptions

    @OptionGroup var limits: LimitOptions

    @Flag(help: "A list of objects as JSON on standard output.")
    var json = false

    func run() throws {
        var inspections: [Inspection] = []
        var status = ExitStatus.done
        for image in images {
            do {
                inspections.append(try Inspection(image, wish: source.wish, mostPixels: limits.mostPixels))
            } catch {
                Terminal.writeError("zeitreise: \(error)\n")
                status = ExitStatus(error)
            }
        }
        if json {
            try Terminal.writeJSON(inspections)
        } else {
            for inspection in inspections { print(inspection.table) }
        }
        guard status == .done else { throw status.code }
    }
}
