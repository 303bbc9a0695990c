import Foundation
import Panorama
import Testing
import TourBundle

@Suite struct BundleTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("sample.ztour")
    }

    @Test func `gives back what was stored`() async throws {
        try SampleBundle.write(to: path)
        let bundle = try BundleReader(path: path)
        for (seed, epoch) in zip([1, 2], bundle.tour.places[0].epochs) {
            #expect(epoch.headingDeg == 12.5)
            for address in SampleBundle.pyramid.addresses {
                let tile = try await bundle.tile(panorama: epoch.panorama, address: address)
                #expect(tile?.bytes == SampleBundle.tileBytes(address, seed: seed))
                #expect(tile?.mediaType == "image/jpeg")
            }
        }
        let captions = try #require(bundle.tour.places[0].epochs[0].captions["de-x-easy"])
        #expect(try await bundle.media(captions)?.bytes == SampleBundle.caption)
    }

    /// SHA-256 of "abc", from FIPS 180-2's examples.
    @Test func `names bytes by their SHA-256`() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(Digest(of: Array("abc".utf8)).hex == expected)
        #expect(Digest(hex: expected)?.hex == expected)
        for text in ["", "ba78", expected.uppercased(), expected + "0", String(expected.dropLast()) + "g"] {
            #expect(Digest(hex: text) == nil)
        }
    }

    @Test func `writes the keys that pages read`() async throws {
        try SampleBundle.write(to: path)
        let bundle = try BundleReader(path: path)
        let tour = try #require(try JSONSerialization.jsonObject(with: Data(bundle.tourJSON)) as? [String: Any])
        #expect(tour["format"] as? Int == 1)
        #expect(tour["languages"] as? [String] == ["de", "de-x-easy"])
        let place = try #require((tour["places"] as? [[String: Any]])?.first)
        #expect((place["title"] as? [String: String]) == ["de": "Burg", "de-x-easy": "Die Burg"])
        #expect((place["location"] as? [String: Double]) == ["latitude_deg": 49.4, "longitude_deg": 7.8])
        let epoch = try #require((place["epochs"] as? [[String: Any]])?.first)
        #expect(epoch["from_year"] as? Int == 1200)
        #expect(epoch["to_year"] as? Int == 1250)
        #expect(epoch["heading_deg"] as? Double == 12.5)
        let digest = try #require((epoch["panorama"] as? String).flatMap { Digest(hex: $0) })
        let json = try #require(try await bundle.panoramaJSON(digest))
        let panorama = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect(panorama["face_size_px"] as? Int == 32)
        #expect(panorama["tile_size_px"] as? Int == 16)
        #expect(panorama["tiles"] as? String == "/tiles/\(digest)/{level}/{face}/{row}/{column}.jpg")
        let levels = try #require(panorama["levels"] as? [[String: Int]])
        #expect(
            levels == [
                ["level": 0, "size_px": 16, "tiles_per_side": 1], ["level": 1, "size_px": 32, "tiles_per_side": 2],
            ]
        )
    }

    @Test func `writes and reads what is said of a historic epoch`() throws {
        var epoch = SampleBundle.manifest(panoramas: [Digest(of: [1])], captions: Digest(of: [2])).places[0].epochs[0]
        let plain = try #require(
            try JSONSerialization.jsonObject(with: Data(ManifestJSON.encode(epoch))) as? [String: Any]
        )
        #expect(
            Set(plain.keys).isDisjoint(with: [
                "certainty", "right", "original", "restored", "pose", "documented", "tone", "over",
            ])
        )
        epoch.certainty = "documented"
        epoch.right = Digest(of: [3])
        epoch.original = Digest(of: [4])
        epoch.restored = ["dust"]
        epoch.pose = Pose(headingDeg: 1, pitchDeg: 2, rollDeg: 3)
        epoch.documented = [[TourManifest.Direction(yawDeg: 10, pitchDeg: -5)]]
        epoch.tone = "fade"
        epoch.over = "today"
        let bytes = try ManifestJSON.encode(epoch)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        #expect(json["pose"] as? [String: Double] == ["heading_deg": 1, "pitch_deg": 2, "roll_deg": 3])
        #expect(json["documented"] as? [[[String: Double]]] == [[["yaw_deg": 10, "pitch_deg": -5]]])
        #expect(json["right"] as? String == Digest(of: [3]).hex)
        #expect(json["restored"] as? [String] == ["dust"])
        #expect(try ManifestJSON.decode(TourManifest.Epoch.self, from: bytes) == epoch)
    }

    @Test func `knows nothing outside`() async throws {
        try SampleBundle.write(to: path)
        let bundle = try BundleReader(path: path)
        let panorama = bundle.tour.places[0].epochs[0].panorama
        let stranger = Digest(of: [1])
        for (level, row, column) in [(2, 0, 0), (-1, 0, 0), (1, 2, 0), (1, 0, -1), (0, 1, 1)] {
            let address = TileAddress(level: level, face: .front, row: row, column: column)
            #expect(try await bundle.tile(panorama: panorama, address: address) == nil)
        }
        let first = TileAddress(level: 0, face: .front, row: 0, column: 0)
        #expect(try await bundle.tile(panorama: stranger, address: first) == nil)
        #expect(try await bundle.panoramaJSON(stranger) == nil)
        #expect(try await bundle.media(stranger) == nil)
        // A tile is not media: its digest alone opens nothing.
        let tile = try #require(try await bundle.tile(panorama: panorama, address: first))
        #expect(try await bundle.media(tile.digest) == nil)
    }

    @Test func `is the same file for the same tour`() throws {
        try SampleBundle.write(to: path)
        try SampleBundle.write(to: folder.path("again.ztour"))
        let files = try ["sample.ztour", "again.ztour"].map {
            try Data(contentsOf: URL(fileURLWithPath: folder.path($0)))
        }
        #expect(files[0] == files[1])
    }

    @Test func `stores equal panoramas and tiles once`() async throws {
        try SampleBundle.write(to: path, seeds: [1, 1])
        let result = try await BundleReader(path: path).verify()
        #expect(result.isWhole)
        #expect(result.panoramas == 1)
        // 24 tiles of level 1, one shared tile of level 0 and the captions.
        #expect(result.blobs == 24 + 1 + 1)
    }

    @Test func `leaves the old bundle when a build ends early`() throws {
        try SampleBundle.write(to: path)
        let old = try Data(contentsOf: URL(fileURLWithPath: path))
        do {
            let writer = try BundleWriter(path: path)
            _ = try SampleBundle.add(to: writer, seed: 9)
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == old)
        #expect(try folder.names == ["sample.ztour"])
    }

    @Test func `lets one writer at a time at a bundle`() throws {
        let writer = try BundleWriter(path: path)
        #expect(throws: BundleError.busy(path: path + ".partial")) { _ = try BundleWriter(path: path) }
        _ = try SampleBundle.add(to: writer, seed: 1)
    }

    @Test func `never writes over what is no bundle`() throws {
        let photo = folder.path("holiday.jpg")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: photo))
        #expect(throws: BundleError.occupied(path: photo)) { _ = try BundleWriter(path: photo) }
        #expect(throws: BundleError.occupied(path: folder.url.path)) { _ = try BundleWriter(path: folder.url.path) }
        try FileManager.default.createSymbolicLink(atPath: path + ".partial", withDestinationPath: photo)
        #expect(throws: BundleError.occupied(path: path + ".partial")) { _ = try BundleWriter(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: photo)) == Data("precious".utf8))
        let letter = folder.path("letter")
        try Data("precious".utf8).write(to: URL(fileURLWithPath: letter + ".partial"))
        #expect(throws: BundleError.occupied(path: letter + ".partial")) { _ = try BundleWriter(path: letter) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: letter + ".partial")) == Data("precious".utf8))
    }

    @Test func `stays as it was opened when another takes its name`() async throws {
        try SampleBundle.write(to: path)
        let bundle = try BundleReader(path: path)
        let panorama = bundle.tour.places[0].epochs[0].panorama
        try SampleBundle.write(to: path, seeds: [7, 8])
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            let address = TileAddress(level: 1, face: .left, row: 1, column: 0)
            for _ in 0..<64 { group.addTask { try await bundle.tile(panorama: panorama, address: address)?.bytes } }
            for try await bytes in group { #expect(bytes == SampleBundle.tileBytes(address, seed: 1)) }
        }
        let newer = try BundleReader(path: path)
        #expect(newer.tour.places[0].epochs[0].panorama != panorama)
    }

    /// It is killed before the first byte, or later.
    @Test(arguments: [0, 100, 8192]) func `takes over what a killed writer left behind`(bytes: Int) async throws {
        try SampleBundle.write(to: path)
        let begun = try Data(contentsOf: URL(fileURLWithPath: path)).prefix(bytes)
        try FileManager.default.removeItem(atPath: path)
        try begun.write(to: URL(fileURLWithPath: path + ".partial"))
        try SampleBundle.write(to: path)
        #expect(try await BundleReader(path: path).verify().isWhole)
        #expect(try folder.names == ["sample.ztour"])
    }
}
