import Foundation
import GRDB
import Panorama
import Testing
import TourBundle

@Suite struct DamagedBundleTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("sample.ztour")
        try SampleBundle.write(to: path)
    }

    private func change(_ sql: String) throws {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        try DatabaseQueue(path: path, configuration: configuration).write { try $0.execute(sql: sql) }
    }

    @Test func `is whole as it was written`() async throws {
        let result = try await BundleReader(path: path).verify()
        #expect(result.faults == [])
        #expect(result.panoramas == 2)
        #expect(result.tiles == 2 * 30)
        #expect(result.media == 1)
    }

    @Test(arguments: [
        ("UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE id = 5", "another SHA-256"),
        ("UPDATE blob SET sha256 = x'00' WHERE id = 5", "no proper name"),
        (
            "DELETE FROM tile WHERE level = 1 AND panorama = 1 AND face = 2 AND row = 1",
            "its tiles are not those that its digest names"
        ),
        ("UPDATE tile SET blob = 3 WHERE level = 1 AND panorama = 1 AND face = 4", "not those that its digest names"),
        ("UPDATE panorama SET tile_size = 32 WHERE id = 1", "not those that its digest names"),
        ("UPDATE panorama SET level_count = 99 WHERE id = 1", "no proper digest or sizes"),
        ("UPDATE panorama SET level_count = 24 WHERE id = 1", "its tiles are not those that its digest names"),
        ("DELETE FROM panorama WHERE id = 2", "is not in the bundle"),
        ("DELETE FROM media", "captions media"),
        ("DELETE FROM blob WHERE id = 7", "names a row that is not there"),
    ])
    func `is found out`(sql: String, fault: String) async throws {
        try change(sql)
        let result = try await BundleReader(path: path).verify()
        #expect(result.faults.contains { $0.contains(fault) }, "\(result.faults)")
    }

    @Test(arguments: [
        (#""credit":"#, #""over":"lost","credit":"#, "lies over epoch 'lost'"),
        (
            #""credit":"#, #""right":"\#(Digest(of: [1]))","credit":"#,
            "panorama \(Digest(of: [1])) is not in the bundle"
        ),
        (#""credit":"#, #""original":"\#(Digest(of: [2]))","credit":"#, "panorama \(Digest(of: [2])) is not in"),
        (#""epochs":"#, #""first":"lost","epochs":"#, "its first epoch 'lost' is none of its own"),
    ])
    func `is found out where its tour names what is not there`(text: String, other: String, fault: String) async throws
    {
        try change(
            "UPDATE tour SET manifest = CAST(replace(CAST(manifest AS TEXT), '\(text)', '\(other)') AS BLOB)"
        )
        let result = try await BundleReader(path: path).verify()
        #expect(result.faults.contains { $0.contains(fault) }, "\(result.faults)")
    }

    @Test func `is never taken for whole with a bit turned`() async throws {
        let original = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let clean = try await BundleReader(path: path).verify()
        var harmless = 0
        for at in stride(from: 0, to: original.count, by: 97) {
            var bytes = original
            bytes[at] ^= 0x10
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            // Free space and counters of SQLite's pages may change unseen; what is read may not.
            guard let result = try? await BundleReader(path: path).verify(), result == clean else { continue }
            harmless += 1
            #expect(try await contents() == wanted)
        }
        #expect(harmless < original.count / 97)
    }

    private let wanted = (0..<2).flatMap { seed in
        SampleBundle.pyramid.addresses.map { SampleBundle.tileBytes($0, seed: seed + 1) }
    }

    private func contents() async throws -> [[UInt8]] {
        let bundle = try BundleReader(path: path)
        var tiles: [[UInt8]] = []
        for epoch in bundle.tour.places[0].epochs {
            for address in SampleBundle.pyramid.addresses {
                tiles.append(try await bundle.tile(panorama: epoch.panorama, address: address)?.bytes ?? [])
            }
        }
        return tiles
    }

    @Test func `is refused with one line that says what to do`() throws {
        let other = folder.path("other.ztour")
        #expect(throws: BundleError.missing(path: other)) { _ = try BundleReader(path: other) }
        #expect(throws: BundleError.notABundle(path: folder.url.path)) { _ = try BundleReader(path: folder.url.path) }
        for text in ["", "no database", String(repeating: "x", count: 5000)] {
            try Data(text.utf8).write(to: URL(fileURLWithPath: other))
            #expect(throws: BundleError.notABundle(path: other)) { _ = try BundleReader(path: other) }
        }
        try change("PRAGMA user_version = 4")
        #expect(throws: BundleError.newerFormat(path: path, version: 4)) { _ = try BundleReader(path: path) }
        try change("PRAGMA user_version = 1")
        #expect(throws: BundleError.olderFormat(path: path, version: 1)) { _ = try BundleReader(path: path) }
    }

    @Test(arguments: [
        "DROP TABLE tile; CREATE VIEW tile AS SELECT 1 AS panorama",
        "ALTER TABLE panorama RENAME COLUMN tile_size TO size",
        "CREATE TRIGGER t AFTER INSERT ON media BEGIN SELECT 1; END",
        "CREATE TABLE more (x)",
    ])
    func `is refused with tables of another shape`(sql: String) throws {
        try change(sql)
        let fault = BundleError.damaged(path: path, detail: "its tables are not those of a bundle")
        #expect(throws: fault) { _ = try BundleReader(path: path) }
    }

    @Test func `is refused in a mode that would write beside it`() throws {
        try DatabaseQueue(path: path).inDatabase { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
        #expect(throws: BundleError.notABundle(path: path)) { _ = try BundleReader(path: path) }
        #expect(try folder.names == ["sample.ztour"])
    }

    @Test func `is refused when cut off`() throws {
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: path))
        let bundle = try? BundleReader(path: path)
        #expect(bundle == nil)
    }
}
