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
            IMAGE is a full equirectangular panorama, JPEG or PNG, twice as wide as high. The folder is written beside its \
            place and takes its name when it is whole; an older tile set there is replaced, anything else is left alone.

            Examples:
              zeitreise tile church.jpg --output church
              zeitreise tile church.jpg --output church --layout pannellum
              zeitreise tile church.png --output church --format png --face-size 2048
            """
    )

    @Argument(help: "The panorama.")
    var image: String

    @Option(name: .shortAndLong, help: ArgumentHelp("The folder to write.", valueName: "dir"))
    var output: String

    @Option(help: "Whose names the files bear: zeitreise, pannellum, marzipano or psv (Photo Sphere Viewer).")
    var layout = TileLayout.zeitreise

    @Option(help: ArgumentHelp("Pixels a side of a face, at least; without it as fine as IMAGE.", valueName: "px"))
    var faceSize: Int?

    @Option(help: ArgumentHelp("Pixels a side of a tile, at most.", valueName: "px"))
    var tileSize = Pyramid.largestTileSize

    @Option(help: "jpeg or png.")
    var format = TileFormat.jpeg

    @Option(help: "How the panorama is read between its pixels: bilinear, bicubic or lanczos3.")
    var filter = ResamplingFilter.lanczos3

    @OptionGroup var options: TileOptions

    func validate() throws {
        if let faceSize, !(1...65536).contains(faceSize) {
            throw ValidationError("--face-size \(faceSize): give 1 to 65536")
        }
        guard !output.isEmpty else { throw ValidationError("--output: name a folder") }
        guard (Pyramid.tileSizeStep...4096).contains(tileSize) else {
            throw ValidationError("--tile-size \(tileSize): give \(Pyramid.tileSizeStep) to 4096")
        }
    }

    func run() async throws {
        let result = try await interruptible { try await tile() }
        if options.json {
            try Terminal.writeJSON(result)
        } else {
            print("\(output): \(result.tiles) tiles of \(result.tileSizePx) px, faces of \(result.faceSizePx) px")
        }
    }

    private var settings: TileSettings {
        var settings = options.settings
        settings.faceSize = faceSize
        settings.largestTileSize = tileSize
        settings.filter = filter
        if format == .png { settings.encoding = .png }
        return settings
    }

    @concurrent private func tile() async throws -> Outcome {
        let file = try PanoramaFile(path: image)
        let pyramid = settings.pyramid(for: file.size)
        let directory = try TileDirectory(path: output, layout: layout, pyramid: pyramid, format: settings.encoding)
        let bar = ProgressBar(isQuiet: options.quiet)
        defer { bar.finish() }
        var progress = BuildProgress(picture: image, tilesDone: 0, tilesTotal: pyramid.totalTileCount)
        try await tilePanorama(file, settings: settings) { tile in
            try directory.add([tile])
            progress.tilesDone += 1
            bar.show(progress)
        }
        try Task.checkCancellation()
        try directory.finish()
        return Outcome(
            output: output,
            tiles: pyramid.totalTileCount,
            tileSizePx: pyramid.tileSize,
            faceSizePx: pyramid.faceSize,
            levels: pyramid.levelCount
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
