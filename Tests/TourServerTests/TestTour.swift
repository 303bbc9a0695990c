import Foundation
import Panorama
import TourBundle

/// A small tour as a real bundle: one panorama of two levels, whose tile files hold their own address as text, and a sound.
struct TestTour {
    let reader: BundleReader
    let panorama: Digest
    let sound: Digest
    private let path: String

    static let pyramid = Pyramid(tileSize: 16, levelCount: 2)
    static let soundBytes = Array("sound".utf8)

    static func bytes(of address: TileAddress) -> [UInt8] { Array("tile \(address)".utf8) }

    /// Builds the bundle in a directory of its own, which is gone afterwards; `tileBytes` gives the content of each tile.
    static func with<Result>(
        tileBytes: (TileAddress) -> [UInt8] = Self.bytes,
        _ body: (TestTour) async throws -> Result
    ) async throws -> Result {
        let directory = FileManager.default.temporaryDirectory.appending(path: "zeitreise-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: directory) }
        return try await body(try TestTour(path: directory.appending(path: "test.ztour").path, tileBytes))
    }

    private init(path: String, _ tileBytes: (TileAddress) -> [UInt8]) throws {
        self.path = path
        let writer = try BundleWriter(path: path)
        sound = try writer.addMedia(Self.soundBytes, mediaType: "audio/ogg", name: "sound.ogg")
        var open = OpenPanorama(coverage: TileCoverage(whole: Self.pyramid), mediaType: "image/jpeg")
        try writer.add(Self.pyramid.addresses.map { EncodedTile(address: $0, bytes: tileBytes($0)) }, to: &open)
        panorama = try writer.close(open)
        try writer.finish(
            TourManifest(id: "test", title: ["en": "Test"], languages: ["en"], places: []),
            document: "zeitreise: 1\n"
        )
        reader = try BundleReader(path: path)
    }

    /// Flips a bit of the first byte of a text in the file, as a bad disk does. Nothing of it may have been read.
    func rot(_ text: String) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        defer { try? file.close() }
        let bytes = try file.readToEnd() ?? Data()
        guard let place = bytes.firstRange(of: Data(text.utf8)) else { throw CocoaError(.fileReadCorruptFile) }
        try file.seek(toOffset: UInt64(place.lowerBound))
        try file.write(contentsOf: Data([bytes[place.lowerBound] ^ 1]))
    }
}
