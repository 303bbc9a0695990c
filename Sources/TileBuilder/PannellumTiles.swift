internal import Panorama

/// The list of absent tiles that Pannellum's viewer reads as `missingTiles`.
///
/// For each face `!` and its letter, in it for each level `>` and the level from 1, then column and row of each tile; numbers
/// in base 83, as many digits as the level's largest needs. Below an absent tile the viewer asks for nothing more, so only
/// tiles whose parent is there are named.
enum PannellumTiles {
    private static let digits = Array(
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"
    )

    static func missing(_ coverage: TileCoverage) -> String {
        CubeFace.allCases.map { face in
            let levels = (0..<coverage.pyramid.levelCount).map { level in
                self.level(level, tiles: missing(coverage, face: face, level: level), of: coverage.pyramid)
            }
            let text = levels.joined()
            return text.isEmpty ? "" : "!\(face.letter)\(text)"
        }
        .joined()
    }

    private static func missing(_ coverage: TileCoverage, face: CubeFace, level: Int) -> [TileAddress] {
        let candidates =
            level == 0
            ? TileAddress.coarsest.filter { $0.face == face }
            : coverage.addresses(level: level - 1).filter { $0.face == face }.flatMap(\.quarters)
        return candidates.filter { !coverage.contains($0) }
    }

    private static func level(_ level: Int, tiles: [TileAddress], of pyramid: Pyramid) -> String {
        guard !tiles.isEmpty else { return "" }
        var length = 0
        while power(length) < pyramid.tileCount(level: level) { length += 1 }
        let places = tiles.map { number($0.column, length: length) + number($0.row, length: length) }
        return ">" + number(level + 1, length: 1) + places.joined()
    }

    private static func number(_ value: Int, length: Int) -> String {
        String((0..<length).reversed().map { digits[value / power($0) % digits.count] })
    }

    private static func power(_ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { result, _ in result * digits.count }
    }
}
