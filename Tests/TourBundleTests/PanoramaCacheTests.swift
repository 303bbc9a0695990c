import Foundation
import GRDB
import Panorama
import Testing
import TourBundle

@Suite struct PanoramaCacheTests {
    let folder: TemporaryFolder
    let keys = (1...3).map { Digest(of: Array("source \($0)".utf8)) }

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A store with a panorama from each of `seeds`, its tiles delivered backwards where the seed is even.
    private func store(_ name: String, seeds: [Int]) throws -> TileStore {
        let store = try TileStore(path: folder.path(name))
        for seed in seeds {
            var open = try store.open(keys[seed - 1], SampleBundle.open)
            let addresses = SampleBundle.pyramid.addresses
            for address in seed % 2 == 0 ? addresses.reversed() : addresses {
                let tile = EncodedTile(address: address, bytes: SampleBundle.tileBytes(address, seed: seed))
                try store.add([tile], to: &open)
            }
            try store.close(open, source: keys[seed - 1])
        }
        return store
    }

    /// The bytes of a bundle of the panoramas 1 to 3, each taken from the first cache that gives it.
    private func bundle(_ name: String, from caches: [PanoramaCache]) throws -> Data {
        let writer = try BundleWriter(path: folder.path(name))
        let captions = try writer.addMedia(SampleBundle.caption, mediaType: "text/vtt", name: "de.vtt")
        let panoramas = try keys.map { key in
            for cache in caches {
                if let copy = try writer.copy(key, from: cache) { return copy }
            }
            return try #require(nil as Digest?)
        }
        try writer.finish(SampleBundle.manifest(panoramas: panoramas, captions: captions), document: "zeitreise: 1\n")
        return try Data(contentsOf: URL(fileURLWithPath: folder.path(name)))
    }

    private func change(_ name: String, _ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try DatabaseQueue(path: folder.path(name), configuration: configuration).write { try $0.execute(sql: sql) }
    }

    @Test func `gives the same bundle whatever it is copied from`() throws {
        let first = try bundle("first.ztour", from: [store("a", seeds: [1, 2, 3]).cache])
        #expect(try bundle("second.ztour", from: [store("b", seeds: [3, 1, 2]).cache]) == first)
        let halves = [try store("c", seeds: [2]).cache, try store("d", seeds: [3, 1]).cache]
        #expect(try bundle("third.ztour", from: halves) == first)
        let older = try #require(PanoramaCache(path: folder.path("third.ztour")))
        #expect(try bundle("fourth.ztour", from: [older]) == first)
        #expect(try bundle("third.ztour", from: [older]) == first)
    }

    @Test func `has only what was finished`() throws {
        let store = try store("a", seeds: [2])
        var open = try store.open(keys[0], SampleBundle.open)
        let address = TileAddress(level: 0, face: .up, row: 0, column: 0)
        try store.add([EncodedTile(address: address, bytes: [1])], to: &open)
        #expect(store.cache.panorama(from: keys[0]) == nil)
        #expect(store.cache.panorama(from: keys[1])?.pyramid == SampleBundle.pyramid)
        let writer = try BundleWriter(path: folder.path("x.ztour"))
        #expect(try writer.copy(keys[0], from: store.cache) == nil)
    }

    @Test func `comes back after its process is gone`() throws {
        let first = try bundle("first.ztour", from: [store("a", seeds: [1, 2, 3]).cache])
        let left = try #require(TileStore(leftAt: folder.path("a")))
        #expect(!left.cache.isEmpty)
        #expect(try bundle("second.ztour", from: [left.cache]) == first)
    }

    @Test func `goes on with the tiles of a panorama that was begun`() throws {
        let first = try bundle("first.ztour", from: [store("a", seeds: [1, 2, 3]).cache])
        let addresses = SampleBundle.pyramid.addresses
        let tiles = addresses.map { EncodedTile(address: $0, bytes: SampleBundle.tileBytes($0, seed: 3)) }
        do {
            let store = try store("b", seeds: [1, 2])
            var open = try store.open(keys[2], SampleBundle.open)
            #expect(open.addresses == [])
            try store.add(Array(tiles[7..<19]), to: &open)
        }
        let store = try #require(TileStore(leftAt: folder.path("b")))
        #expect(store.cache.panorama(from: keys[2]) == nil)
        var open = try store.open(keys[2], SampleBundle.open)
        #expect(open.addresses == Set(addresses[7..<19]))
        try store.add(tiles.filter { !open.addresses.contains($0.address) }, to: &open)
        try store.close(open, source: keys[2])
        #expect(try bundle("second.ztour", from: [store.cache]) == first)
    }

    @Test func `forgets a panorama that was begun`() throws {
        let store = try TileStore(path: folder.path("a"))
        var open = try store.open(keys[0], SampleBundle.open)
        try store.add([EncodedTile(address: SampleBundle.pyramid.addresses[0], bytes: [1])], to: &open)
        #expect(!store.cache.isEmpty)
        try store.discard(open)
        #expect(store.cache.isEmpty)
        #expect(try store.open(keys[0], SampleBundle.open).addresses == [])
    }

    @Test(arguments: [
        "UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE id = 37",
        "UPDATE blob SET sha256 = x'00' WHERE id = 37",
        "UPDATE tile SET blob = 30 WHERE level = 1 AND panorama = 2 AND face = 4",
        "UPDATE panorama SET tile_size = 32 WHERE id = 2",
        "UPDATE panorama SET level_count = 24 WHERE id = 2",
        "UPDATE panorama SET media_type = 'text/html' WHERE id = 2",
        "DELETE FROM tile WHERE panorama = 2 AND face = 5",
        "DELETE FROM panorama WHERE id = 2",
        "UPDATE source SET panorama = zeroblob(32) WHERE panorama = (SELECT digest FROM panorama WHERE id = 2)",
    ])
    func `gives nothing that is damaged, and no trace of it`(sql: String) throws {
        let sound = try store("sound", seeds: [1, 2, 3]).cache
        let wanted = try bundle("wanted.ztour", from: [sound])
        _ = try store("damaged", seeds: [1, 2, 3])
        try change("damaged", sql)
        let damaged = try #require(PanoramaCache(path: folder.path("damaged")))
        let writer = try BundleWriter(path: folder.path("x.ztour"))
        #expect(try writer.copy(keys[0], from: damaged) != nil)
        #expect(try writer.copy(keys[1], from: damaged) == nil)
        #expect(try bundle("mended.ztour", from: [damaged, sound]) == wanted)
    }

    @Test(arguments: [
        "CREATE TABLE more (x)", "DROP TABLE source; CREATE VIEW source AS SELECT 1 AS key", "PRAGMA user_version = 1",
    ])
    func `is none with anything else in it`(sql: String) throws {
        _ = try store("a", seeds: [1])
        try DatabaseQueue(path: folder.path("a")).writeWithoutTransaction { try $0.execute(sql: sql) }
        #expect(PanoramaCache(path: folder.path("a")) == nil)
        #expect(TileStore(leftAt: folder.path("a")) == nil)
        #expect(try store("a", seeds: [1]).cache.panorama(from: keys[0]) != nil)
    }

    @Test(arguments: ["PRAGMA application_id = 7", "PRAGMA journal_mode = WAL"])
    func `is none where another database lies`(sql: String) throws {
        _ = try store("a", seeds: [1])
        try DatabaseQueue(path: folder.path("a")).writeWithoutTransaction { try $0.execute(sql: sql) }
        #expect(TileStore(leftAt: folder.path("a")) == nil)
        #expect(throws: BundleError.occupied(path: folder.path("a"))) { _ = try store("a", seeds: [1]) }
    }

    @Test func `never follows a link`() throws {
        _ = try store("a", seeds: [1])
        try FileManager.default.createSymbolicLink(atPath: folder.path("b"), withDestinationPath: folder.path("a"))
        let before = try Data(contentsOf: URL(fileURLWithPath: folder.path("a")))
        #expect(TileStore(leftAt: folder.path("b")) == nil)
        #expect(throws: BundleError.occupied(path: folder.path("b"))) { _ = try store("b", seeds: [2]) }
        TileStore.remove(at: folder.path("b"))
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path("b")) == folder.path("a"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder.path("a"))) == before)
    }

    @Test func `does not remove what is none`() throws {
        let letter = folder.path("letter")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: letter))
        #expect(TileStore(leftAt: letter) == nil && !TileStore.isStore(at: letter))
        #expect(throws: BundleError.occupied(path: letter)) { _ = try TileStore(path: letter) }
        TileStore.remove(at: letter)
        #expect(try Data(contentsOf: URL(fileURLWithPath: letter)) == Data("precious".utf8))
    }

    @Test func `does not remove a folder`() throws {
        try FileManager.default.createDirectory(atPath: folder.path("a"), withIntermediateDirectories: false)
        #expect(throws: BundleError.occupied(path: folder.path("a"))) { _ = try TileStore(path: folder.path("a")) }
    }
}
