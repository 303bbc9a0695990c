internal import Foundation

/// The hidden file by which we know a folder that `tile` wrote, and may therefore replace.
enum TileMark {
    static let name = ".zeitreise-tiles"

    /// Whether nothing is lost when a tile set takes this place: nothing there, an empty folder, or a tile set of ours.
    static func canReplace(_ url: URL) -> Bool {
        guard FileManager.default.fileExists(atPath: url.path) else { return !isLink(url) }
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: url.path) else { return false }
        let known = Set(
            TileLayout.allCases.map(\.manifestName) + [
                name, TileDirectory.previewName, "tiles", Eye.left.rawValue, Eye.right.rawValue,
            ]
        )
        return entries.isEmpty || entries.contains(name) && entries.allSatisfy { known.contains($0) || Int($0) != nil }
    }

    private static func isLink(_ url: URL) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: url.path)) != nil
    }
}
