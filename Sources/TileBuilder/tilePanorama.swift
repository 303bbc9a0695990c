internal import Panorama
package import TourBundle

/// Cuts a panorama into tiles, several faces at a time.
///
/// - Parameters:
///   - renderer: the panorama and how its tiles are made.
///   - jobs: faces worked on at the same time, 1 or more.
///   - deliver: receives every face's tiles, in the order of the faces whatever the number of jobs.
/// - Throws: what `deliver` throws, `ImageCodingError`, or `CancellationError`.
package func tilePanorama(
    _ renderer: FaceRenderer,
    jobs: Int,
    deliver: ([EncodedTile]) throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: (CubeFace, [EncodedTile]).self) { group in
        var waiting = CubeFace.allCases[...]
        var finished: [CubeFace: [EncodedTile]] = [:]
        var undelivered = CubeFace.allCases[...]
        for face in waiting.prefix(max(1, jobs)) {
            group.addTask { @concurrent in (face, try renderer.tiles(of: face)) }
        }
        waiting = waiting.dropFirst(max(1, jobs))
        while let (face, tiles) = try await group.next() {
            if let next = waiting.popFirst() {
                group.addTask { @concurrent in (next, try renderer.tiles(of: next)) }
            }
            finished[face] = tiles
            while let first = undelivered.first, let tiles = finished.removeValue(forKey: first) {
                undelivered.removeFirst()
                try deliver(tiles)
            }
        }
    }
}
