import ArgumentParser
import TileBuilder
import Tour

struct AlignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "align",
        abstract: "Finds out how a historic picture lies in the panorama of its place.",
        discussion: """
            From control points (a pixel of the picture, and the direction in which the panorama shows the same thing) come yaw, \
            pitch, roll and field of view of a photo, on request (solve:) also a shifted lens, its distortion, or the plane of a \
            facade; of a cylinder its field of view, horizon and tilt; of a panorama its turn. Each point is listed with its \
            line, by how much it misses (residual), and by how much if the others alone are asked (left out); each number with \
            its standard deviation; last what to make of it, and what to do.

            --page opens a page on this machine on which the points are clicked, with the picture laid over the panorama as \
            one goes; it writes them into the tour, and leaves all else in it alone. It needs no points to begin: a photo's \
            path and 'on' will do.

            Exit status: 65 where the points do not hold the picture, so that 'check' and 'build' refuse it; else 0, doubts \
            included.

            Examples:
              zeitreise align old-town castle y1905
              zeitreise align old-town castle y1905 --preview laid-over.png
              zeitreise align old-town castle y1905 --page
            """
    )

    @Argument(help: "A tour.yaml, or the folder it lies in.")
    var tour: String

    @Argument(help: "The id of a place.")
    var place: String

    @Argument(help: "The id of one of its epochs, with photos, or a panorama with 'on'.")
    var epoch: String

    @Flag(help: "A list of objects, one a picture, as JSON on standard output.")
    var json = false

    @Option(
        help: ArgumentHelp(
            "Draw the picture laid over the panorama, with its points, as .png or .jpg.",
            valueName: "file"
        )
    )
    var preview: String?

    @Flag(help: "Serve the page on which points are clicked; Ctrl-C ends it.")
    var page = false

    @Option(
        help: ArgumentHelp("Where the page listens, on this machine; port 0 takes a free one.", valueName: "host:port")
    )
    var listen: String?

    @OptionGroup var limits: LimitOptions

    func validate() throws {
        guard !page || !json && preview == nil else {
            throw ValidationError("--page shows everything itself; leave --json and --preview out")
        }
        if let preview { _ = try previewEncoding(preview) }
        guard page || listen == nil else { throw ValidationError("--listen: give --page with it") }
    }

    func run() async throws {
        if page {
            return try await AlignmentPage(tour, place: place, epoch: epoch, limits.settings).run(listen: listen)
        }
        let document = try TourDocument.read(path: tour)
        do {
            try await align(document)
        } catch {
            throw document.located(error)
        }
    }

    private func align(_ document: TourDocument) async throws {
        let found = try document.find(place: place, epoch: epoch)
        let alignment = try EpochAlignment(
            document,
            place: found.place,
            epoch: found.epoch,
            settings: limits.settings
        )
        guard !alignment.pictures.isEmpty else {
            throw AlignmentError(
                document.file,
                line: found.epoch.marks["panorama"].line,
                "'\(epoch)' has a panorama of its own frame; write a photograph as `photo:`, name another epoch, or add `on` and "
                    + "`control_points`"
            )
        }
        // Its header tells all that is asked for here, but 'build' would refuse it.
        for aligned in alignment.pictures { try readThrough(aligned.picture.path, limits: limits.settings.limits) }
        if let preview { try await drawPreview(alignment, document, to: preview) }
        try report(alignment, document)
    }

    private func report(_ alignment: EpochAlignment, _ document: TourDocument) throws {
        let reports = alignment.pictures.map { AlignmentReport($0, file: document.file) }
        let cards = stereoCards(of: alignment.epoch, in: document, limits: limits.settings.limits)
        if json {
            try Terminal.writeJSON(reports)
        } else {
            for report in reports { try Terminal.writeResult(report.table) }
        }
        for finding in cards { Terminal.writeError("zeitreise: \(finding)\n") }
        let isRefused = !reports.allSatisfy(\.verdict.isPlaced) || cards.contains { $0.level == .error }
        guard !isRefused else { throw ExitStatus.badInput.code }
    }
}

extension LimitOptions {
    var settings: TileSettings {
        var settings = TileSettings()
        settings.mostPixels = mostPixels
        return settings
    }
}
