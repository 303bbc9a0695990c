import Foundation
import GRDB
import Panorama
import Testing
import TourBundle

/// A panorama that shows a part of the sphere, from a camera that leant.
@Suite struct PartialPanoramaTests {
    static let front = TileAddress(level: 0, face: .front, row: 0, column: 0)
    static let left = TileAddress(level: 0, face: .left, row: 0, column: 0)
    static let tiles = [front, left, front.quarters[1], left.quarters[0], left.quarters[2]]
    static let presentation = PanoramaPresentation(
        pose: Pose(headingDeg: 12.5, pitchDeg: -3, rollDeg: 90),
        initialView: InitialView(headingDeg: 5, fovDeg: 75)
    )

    static let preview = Array("six faces".utf8)

    let folder: TemporaryFolder
    let path: String
    let digest: Digest

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("sample.ztour")
        let writer = try BundleWriter(path: path)
        let captions = try writer.addMedia(SampleBundle.caption, mediaType: "text/vtt", name: "de.vtt")
        let coverage = try #require(TileCoverage(pyramid: SampleBundle.pyramid, tiles: Self.tiles))
        var open = OpenPanorama(coverage: coverage, mediaType: "image/jpeg", presentation: Self.presentation)
        try writer.add(Self.tiles.map { EncodedTile(address: $0, bytes: Array("\($0)".utf8)) }, to: &open)
        open.preview = Self.preview
        digest = try writer.close(open)
        try writer.finish(SampleBundle.manifest(panoramas: [digest], captions: captions), document: "")
    }

    @Test func `gives the tiles there are, and nothing for the others`() async throws {
        let bundle = try BundleReader(path: path)
        for address in SampleBundle.pyramid.addresses {
            let tile = try await bundle.tile(panorama: digest, address: address)
            #expect((tile != nil) == Self.tiles.contains(address))
        }
        #expect(try await bundle.verify().faults == [])
    }

    @Test func `tells of them, and of its pose, in the manifest`() async throws {
        let json = try #require(try await BundleReader(path: path).panoramaJSON(digest))
        let manifest = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(manifest["faces"] as? [String] == ["f", "l"])
        let levels = try #require(manifest["levels"] as? [[String: Any]])
        // Faces f r b l u d; then top left, top right, bottom left, bottom right of f and of l.
        let bits = [Data([0b1001_0000]), Data([0b0100_1010])]
        #expect(levels.map { $0["coverage"] as? String } == bits.map { $0.base64EncodedString() })
        let pose = try #require(manifest["pose"] as? [String: Double])
        #expect(pose == ["heading_deg": 12.5, "pitch_deg": -3, "roll_deg": 90])
        let view = try #require(manifest["initial_view"] as? [String: Double])
        #expect(view == ["heading_deg": 5, "pitch_deg": 0, "roll_deg": 0, "fov_deg": 75])
    }

    @Test func `has a preview that may be asked for by its digest`() async throws {
        let bundle = try BundleReader(path: path)
        let preview = Digest(of: Self.preview)
        #expect(try await bundle.panorama(digest)?.preview == "/media/\(preview)")
        #expect(
            try await bundle.media(preview) == Blob(digest: preview, mediaType: "image/jpeg", bytes: Self.preview)
        )
        // A tile is not to be had so.
        #expect(try await bundle.media(Digest(of: Array("\(Self.front)".utf8))) == nil)
    }

    @Test func `is not copied with a preview that is damaged`() throws {
        let store = try TileStore(path: folder.path("store"))
        let key = Digest(of: [1])
        let coverage = try #require(TileCoverage(pyramid: SampleBundle.pyramid, tiles: Self.tiles))
        var open = try store.open(key, OpenPanorama(coverage: coverage, mediaType: "image/jpeg"))
        try store.add(Self.tiles.map { EncodedTile(address: $0, bytes: Array("\($0)".utf8)) }, to: &open)
        open.preview = Self.preview
        try store.close(open, source: key)
        let copied = folder.path("copied")
        try FileManager.default.copyItem(atPath: folder.path("store"), toPath: copied)
        let database = try DatabaseQueue(path: copied)
        try database.write { database in
            try database.execute(
                sql: "UPDATE blob SET bytes = x'00' WHERE id = (SELECT preview FROM panorama)"
            )
        }
        try database.close()
        let cache = try #require(PanoramaCache(path: copied))
        #expect(cache.panorama(from: key) != nil)
        #expect(try BundleWriter(path: folder.path("copy.ztour")).copy(key, from: cache) == nil)
    }

    /// The text of FORMAT.md, written down once more.
    @Test func `has a digest that names only tiles there are`() throws {
        let lines = Self.tiles.sorted().map { "\($0) \(Digest(of: Array("\($0)".utf8)))\n" }
        let text = "zeitreise panorama 1\n16 2 image/jpeg\n" + lines.joined()
        #expect(digest == Digest(of: Array(text.utf8)))
    }

    @Test func `is copied with all of that`() async throws {
        let store = try TileStore(path: folder.path("store"))
        let key = Digest(of: [1])
        let coverage = try #require(TileCoverage(pyramid: SampleBundle.pyramid, tiles: Self.tiles))
        let wanted = OpenPanorama(coverage: coverage, mediaType: "image/jpeg", presentation: Self.presentation)
        var open = try store.open(key, wanted)
        try store.add(Self.tiles.map { EncodedTile(address: $0, bytes: Array("\($0)".utf8)) }, to: &open)
        open.preview = Self.preview
        try store.close(open, source: key)
        let known = try #require(store.cache.panorama(from: key))
        #expect(known.tileCount == 5 && known.presentation == Self.presentation && known.digest == digest)
        let writer = try BundleWriter(path: folder.path("copy.ztour"))
        let captions = try writer.addMedia(SampleBundle.caption, mediaType: "text/vtt", name: "de.vtt")
        #expect(try writer.copy(key, from: store.cache) == digest)
        try writer.finish(SampleBundle.manifest(panoramas: [digest], captions: captions), document: "")
        let (copy, original) = try (BundleReader(path: folder.path("copy.ztour")), BundleReader(path: path))
        #expect(try await copy.panoramaJSON(digest) == original.panoramaJSON(digest))
        #expect(try await copy.verify().faults == [])
    }

    func change(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try DatabaseQueue(path: path, configuration: configuration).write { try $0.execute(sql: sql) }
    }

    @Test(arguments: [
        ("DELETE FROM tile WHERE level = 0 AND face = 3", "not those of a pyramid"),
        ("DELETE FROM tile WHERE level = 1 AND face = 3", "not those that its digest names"),
        ("DELETE FROM tile", "not those of a pyramid"),
        ("UPDATE tile SET row = 2 WHERE level = 1 AND face = 0", "not those of a pyramid"),
        ("UPDATE panorama SET presentation = x'7b'", "no proper digest or sizes"),
    ])
    func `is found out when damaged`(sql: String, fault: String) async throws {
        try change(sql)
        let bundle = try BundleReader(path: path)
        let faults = try await bundle.verify().faults
        #expect(faults.contains { $0.contains(fault) }, "\(faults)")
        if fault.hasSuffix("pyramid") {
            await #expect(throws: BundleError.self) { try await bundle.panoramaJSON(digest) }
        }
    }
}
