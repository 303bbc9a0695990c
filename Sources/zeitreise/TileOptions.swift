import ArgumentParser
import Foundation
import ImageCoding
import TileBuilder

/// What `tile` and `build` have in common.
struct TileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Quality of the JPEG tiles, 1 to 100.", valueName: "1…100"))
    var quality = TileSettings.defaultQuality

    @Option(help: ArgumentHelp("Tiles worked on at the same time; no influence on the result.", valueName: "count"))
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Flag(name: .shortAndLong, help: "No progress on standard error.")
    var quiet = false

    @Flag(help: "The result as JSON on standard output.")
    var json = false

    func validate() throws {
        guard (1...100).contains(quality) else { throw ValidationError("--quality \(quality): give 1 to 100") }
        guard jobs >= 1 else { throw ValidationError("--jobs \(jobs): give 1 or more") }
    }

    var settings: TileSettings {
        var settings = TileSettings()
        settings.encoding = .jpeg(quality: quality, subsampling: .quarter)
        settings.jobs = jobs
        return settings
    }
}
