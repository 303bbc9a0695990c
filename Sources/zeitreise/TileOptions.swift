import ArgumentParser
import Foundation
import ImageCoding
import Resampling
import TileBuilder

/// What `tile` and `build` have in common.
struct TileOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Quality of the JPEG tiles, 1 to 100.", valueName: "1…100"))
    var quality = TileSettings.defaultQuality

    @Option(help: ArgumentHelp("How finely JPEG tiles keep colour: 4:2:0 or 4:4:4.", valueName: "kind"))
    var subsampling = ChromaSubsampling.quarter

    @Option(help: ArgumentHelp("Tiles worked on at the same time; no influence on the result.", valueName: "count"))
    var jobs = ProcessInfo.processInfo.activeProcessorCount

    @Option(help: ArgumentHelp("Memory that a picture may take, whatever its size.", valueName: "MiB"))
    var memory = TileSettings().memory >> 20

    @OptionGroup var limits: LimitOptions

    @Flag(name: .shortAndLong, help: "No progress on standard error.")
    var quiet = false

    @Flag(help: "The result as JSON on standard output.")
    var json = false

    func validate() throws {
        guard (1...100).contains(quality) else { throw ValidationError("--quality \(quality): give 1 to 100") }
        guard (16...1 << 20).contains(memory) else { throw ValidationError("--memory \(memory): give 16 or more") }
        guard instructionSet != nil else {
            let names = InstructionSet.available.map(\.rawValue).joined(separator: " or ")
            throw ValidationError("ZEITREISE_INSTRUCTION_SET: this processor has \(names)")
        }
        guard jobs >= 1 else { throw ValidationError("--jobs \(jobs): give 1 or more") }
    }

    /// The kernels can be chosen to see that all give the same bytes, or to find one that does not.
    private var instructionSet: InstructionSet? {
        let name = ProcessInfo.processInfo.environment["ZEITREISE_INSTRUCTION_SET"]
        guard let name else { return .best }
        return InstructionSet(rawValue: name).flatMap { InstructionSet.available.contains($0) ? $0 : nil }
    }

    func settings(optimisesHuffman: Bool = false) -> TileSettings {
        var settings = TileSettings()
        settings.instructionSet = instructionSet ?? .best
        settings.encoding = .jpeg(quality: quality, subsampling: subsampling, optimisesHuffman: optimisesHuffman)
        settings.jobs = jobs
        settings.memory = memory << 20
        settings.mostPixels = limits.mostPixels
        return settings
    }
}

extension ChromaSubsampling: ExpressibleByArgument {
    public init?(argument: String) {
        guard let kind = Self.allCases.first(where: { $0.defaultValueDescription == argument }) else { return nil }
        self = kind
    }

    public var defaultValueDescription: String {
        switch self {
        case .full: "4:4:4"
        case .quarter: "4:2:0"
        }
    }

    public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}
