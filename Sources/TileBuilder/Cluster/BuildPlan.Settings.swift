internal import ImageCoding

extension BuildPlan {
    /// What every worker has to tile with, and what it may take.
    package struct Settings: Sendable, Codable, Equatable {
        /// Nil for the pictures' own.
        package var faceSize: Int?
        package var quality: Int
        /// Whether JPEG tiles keep colour for every pixel (4:4:4) or every fourth (4:2:0).
        package var keepsFullColour: Bool
        package var memoryMib: Int
        package var mostPixels: Int
    }
}

extension BuildPlan.Settings {
    /// - Parameter settings: of JPEG tiles.
    package init(_ settings: TileSettings) {
        var (quality, subsampling) = (TileSettings.defaultQuality, ChromaSubsampling.quarter)
        if case .jpeg(let ours, let kind, _) = settings.encoding { (quality, subsampling) = (ours, kind) }
        self.init(
            faceSize: settings.faceSize,
            quality: quality,
            keepsFullColour: subsampling == .full,
            memoryMib: settings.memory >> 20,
            mostPixels: settings.mostPixels
        )
    }

    /// Whether they can be worked with: a plan may come from anywhere.
    var isPossible: Bool {
        (1...100).contains(quality) && (16...1 << 20).contains(memoryMib) && (1...1 << 40).contains(mostPixels)
            && (1...65536).contains(faceSize ?? 1)
    }

    /// - Parameter cores: tiles worked on at the same time.
    package func tileSettings(cores: Int) -> TileSettings {
        var settings = TileSettings()
        settings.faceSize = faceSize
        let subsampling: ChromaSubsampling = keepsFullColour ? .full : .quarter
        settings.encoding = .jpeg(quality: quality, subsampling: subsampling, optimisesHuffman: true)
        settings.jobs = cores
        settings.memory = memoryMib << 20
        settings.mostPixels = mostPixels
        return settings
    }
}
