internal import ImageCoding
internal import Resampling
package import TourBundle

/// What a panorama's tiles depend on, as one digest: the pictures' content, how they are laid together, and the settings; never a path
/// or a time.
package enum SourceKey {
    /// Goes up with every change of the program after which the same pictures and settings give other tiles: older
    /// bundles are then no longer taken for built.
    package static let pipelineVersion = 3

    /// - Parameter source: `SphereSource.lines`.
    package static func key(_ source: [String], settings: TileSettings) -> Digest {
        let lines =
            ["zeitreise source 1", "pipeline \(pipelineVersion)", "libraries \(CodecVersions.line)"]
            + source + settings.lines
        return Digest(of: Array(lines.map { $0 + "\n" }.joined().utf8))
    }
}

extension TileSettings {
    /// Every setting that changes a tile.
    fileprivate var lines: [String] {
        [
            "face-size \(faceSize.map(String.init) ?? "natural")",
            "largest-tile-size \(largestTileSize)",
            "encoding \(encoding.line)",
            "filter \(filter.rawValue)",
        ]
    }
}

extension ImageEncoding {
    fileprivate var line: String {
        switch self {
        case .jpeg(let quality, let subsampling, let optimises):
            "jpeg \(quality) \(subsampling) \(optimises ? "optimised" : "plain")"
        case .png: "png"
        }
    }
}
