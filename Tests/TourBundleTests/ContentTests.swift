import Foundation
import Panorama
import Testing
import TourBundle

@Suite("What a bundle holds, and bundles that grow from it")
struct ContentTests {
    private let pyramid = Pyramid(tileSize: 16, levelCount: 2)

    private func panorama(_ list: TileList) throws -> BundleContent.Panorama {
        let json = """
            {"digest": "\(Digest(of: list.text))", "tile_size_px": 16, "level_count": 2, "media_type": "image/png",
             "presentation": {}, "tiles": \(list.tiles.count), "bytes": \(list.tiles.count), "sources": []}
            """
        return try ManifestJSON.decode(BundleContent.Panorama.self, from: Array(json.utf8))
    }

    private var list: TileList {
        let tiles = pyramid.addresses.enumerated().map { ($1, Digest(of: [UInt8($0)])) }
        return TileList(pyramid: pyramid, mediaType: "image/png", tiles: tiles)
    }

    @Test("A list of tiles proves itself, and no other passes for it")
    func lists() throws {
        let (list, text) = (list, list.text)
        let known = try panorama(list)
        #expect(known.digest == Digest(pyramid: pyramid, mediaType: "image/png", tiles: list.tiles))
        let read = try #require(TileList(text, of: known))
        #expect(read.tiles.map(\.address) == pyramid.addresses && read.tiles.map(\.digest) == list.tiles.map(\.digest))
        for index in stride(from: 0, to: text.count, by: 13) {
            var changed = text
            changed[index] ^= 1
            #expect(TileList(changed, of: known) == nil)
        }
        #expect(TileList.mostBytes(tiles: list.tiles.count) >= text.count)
    }

    @Test("A list whose digest is right and that is of no pyramid is refused")
    func noPyramid() throws {
        let partial = TileList(pyramid: pyramid, mediaType: "image/png", tiles: Array(list.tiles.dropFirst()))
        #expect(try TileList(partial.text, of: panorama(partial)) == nil)
    }

    @Test(
        "A list in another spelling is refused, whatever its digest",
        arguments: [("\n", "\n\n"), (" ", "  "), ("0/f", "+0/f")]
    )
    func otherSpelling(right: String, wrong: String) throws {
        let (text, known) = (list.text, try panorama(list))
        let spelt = String(decoding: text, as: UTF8.self).replacing(right, with: wrong, maxReplacements: 8)
        var other = known
        other.digest = Digest(of: Array(spelt.utf8))
        #expect(TileList(text, of: known) != nil && spelt.utf8.count > text.count)
        #expect(TileList(Array(spelt.utf8), of: other) == nil)
    }

    @Test("What was taken is kept over a start, in any order, and joins to a whole bundle")
    func growth() async throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "intake-\(UUID().uuidString)").path
        defer { BundleIntake.remove(at: path) }
        let (list, known) = (list, try panorama(list))
        let digests = list.tiles.map(\.digest)
        let blobs = try digests.indices.map { try #require(CheckedBlob([UInt8($0)], digest: digests[$0])) }
        #expect(CheckedBlob([200], digest: digests[0]) == nil)
        let first = try BundleIntake(path: path)
        try await first.take(Array(blobs[10...].reversed()))
        #expect(try await first.missing(of: digests + digests) == Array(digests[..<10]))
        try first.close()
        let second = try BundleIntake(path: path)
        #expect(try await second.missing(of: digests) == Array(digests[..<10]))
        try await second.take(Array(blobs[..<10]))
        try await second.add(known, list)
        #expect(try await second.has(known.digest))
        let tour = try ManifestJSON.encode(TourManifest(id: "town", title: [:], languages: [], places: []))
        try await second.finish([], manifest: tour, document: "text")
        let reader = try BundleReader(path: path)
        #expect(try await reader.verify().isWhole)
        let content = try await reader.content()
        #expect(content.panoramas == [known] && content.manifest.digest == Digest(of: tour))
        #expect(try await reader.tileList(known.digest) == list.text)
    }
}
