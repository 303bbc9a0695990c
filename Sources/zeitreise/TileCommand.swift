import ArgumentParser
import Foundation
import ImageCoding
import Panorama
import Resampling
import TileBuilder

struct TileCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tile",
        abstract: "Cuts one panorama into a tiled cubemap on disk.",
        discussion: """
            IMAGE is a JPEG, PNG or TIFF: a full panorama, twice as wide as high; a part of one, with GPano metadata; a strip, a \
            cylinder or a photograph, with --projection and --fov; or the six faces of a cubemap, whose names end in \
            _f _r _b _l _u _d, front right back left up down, or 0 to 5, or the folder in which these lie. Of a picture for \
            two eyes (--stereo) come two tile sets, left and right.

            Where a picture shows nothing there are no tiles, and the manifests of zeitreise and pannellum say so. \
            The viewers of marzipano and psv ask for every tile, so these get black ones.

            How the camera stood (GPano's heading, pitch and roll) is in the manifests of zeitreise and pannellum; those of \
            marzipano and psv have no place for it, and their viewers show the picture as it is.

            The folder is written beside its place and takes its name when it is whole; an older tile set there is replaced, \
            anything else is left alone.

            Examples:
              zeitreise tile church.jpg --output church
              zeitreise tile church.png --output church --format png --face-size 2048 --layout pannellum
              zeitreise tile strip.jpg --output strip --projection cylindrical --fov 200
              zeitreise tile old.jpg --output old --projection rectilinear --fov 60 --pose 120,5,0
              zeitreise tile faces/ --output church
            """
    )

    @Argument(help: ArgumentHelp("The picture, or six faces, or their folder.", valueName: "image"))
    var images: [String]

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "dir"), transform: named)
    var output: String

    @Option(help: "Whose names the files bear: zeitreise, pannellum, marzipano or psv (Photo Sphere Viewer).")
    var layout = TileLayout.zeitreise

    @OptionGroup var faces: FaceOptions

    @Option(help: ArgumentHelp("Pixels a side of a tile, at most.", valueName: "px"))
    var tileSize = Pyramid.largestTileSize

    @Option(help: "jpeg or png.")
    var format = TileFormat.jpeg

    @Option(help: "How the panorama is read between its pixels: bilinear, bicubic or lanczos3.")
    var filter = ResamplingFilter.lanczos3

    @OptionGroup var source: SourceOptions
    @OptionGroup var options: TileOptions

    func validate() throws {
        guard images.count == 1 || images.count == 6 else {
            throw ValidationError(
                "\(images.count) pictures (\(images.joined(separator: ", "))): give one, or the six faces of a cubemap"
            )
        }
        guard (Pyramid.tileSizeStep...4096).contains(tileSize) else {
            throw ValidationError("--tile-size \(tileSize): give \(Pyramid.tileSizeStep) to 4096")
        }
    }

    func run() async throws {
        let result = try await interruptible { try await tile() }
        if options.json {
            try Terminal.writeJSON(result)
        } else {
            print(
                "\(output): \(counted(result.tiles, "tile")) of \(result.tileSizePx) px, faces of \(result.faceSizePx) px"
            )
        }
    }

    private var settings: TileSettings {
        var settings = options.settings()
        settings.faceSize = faces.faceSize
        settings.largestTileSize = tileSize
        settings.filter = filter
        if format == .png { settings.encoding = .png }
        return settings
    }

    @concurrent private func tile() async throws -> Outcome {
        let source = try PanoramaSource(PictureFiles(images), wish: source.wish, limits: settings.limits)
        let coverage = try source.coverage(settings)
        for note in source.notes(coverage, settings: settings) where !options.quiet {
            Terminal.writeError("zeitreise: \(note)\n")
        }
        let directory = try TileDirectory(path: output, layout: layout, coverage: coverage, format: settings.encoding)
        let bar = ProgressBar(isQuiet: options.quiet)
        defer { bar.finish() }
        let total = coverage.count * source.eyes.count
        var progress = BuildProgress(picture: images[0], tilesDone: 0, tilesTotal: total)
        for eye in source.eyes {
            let preview = try await source.tile(
                eye: eye,
                coverage: coverage,
                settings: settings,
                hasPreview: layout == .zeitreise
            ) { tile in
                try directory.add([tile], eye: eye)
                progress.tilesDone += 1
                bar.show(progress)
            }
            if let preview { directory.add(preview: preview, eye: eye) }
        }
        try Task.checkCancellation()
        try directory.finish(source.detected)
        return Outcome(
            output: output,
            tiles: total,
            tileSizePx: coverage.pyramid.tileSize,
            faceSizePx: coverage.pyramid.faceSize,
            levels: coverage.pyramid.levelCount
        )
    }

    private struct Outcome: Encodable {
        var output: String
        var tiles: Int
        var tileSizePx: Int
        var faceSizePx: Int
        var levels: Int
    }
}

/// The tiles' kind of file.
enum TileFormat: String, ExpressibleByArgument, CaseIterable {
    case jpeg
    case png
}

extension TileLayout: ExpressibleByArgument {}
extension ResamplingFilter: ExpressibleByArgument {}
