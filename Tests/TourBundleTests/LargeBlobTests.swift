import Foundation
import Panorama
import Testing
import TourBundle

@Suite("Blobs that are read and taken in piece by piece")
struct LargeBlobTests {
    private let folder: TemporaryFolder
    /// No multiple of a piece.
    private let bytes = (0..<(3 << 20) + 1234).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }

    init() throws { folder = try TemporaryFolder() }

    private var part: BundleContent.Part {
        get throws {
            let json = "{\"digest\": \"\(Digest(of: bytes))\", \"bytes\": \(bytes.count)}"
            return try ManifestJSON.decode(BundleContent.Part.self, from: Array(json.utf8))
        }
    }

    private func bundle(_ name: String) throws -> String {
        let writer = try BundleWriter(path: folder.path(name))
        _ = try writer.addMedia(bytes, mediaType: "audio/mpeg", name: "a.mp3")
        let manifest = TourManifest(id: "town", title: [:], languages: [], places: [])
        _ = try writer.finish(manifest, document: "zeitreise: 1\n")
        return folder.path(name)
    }

    private func large(_ blob: StoredBlob?) throws -> LargeBlob {
        guard case .large(let blob) = try #require(blob) else {
            Issue.record("it was read at once")
            throw CancellationError()
        }
        return blob
    }

    @Test("The pieces are the whole, from any place on")
    func pieces() async throws {
        let reader = try BundleReader(path: bundle("a.ztour"))
        let blob = try large(try await reader.blob(Digest(of: bytes)))
        #expect(blob.byteCount == bytes.count)
        for start in [0, 1, 70_000, bytes.count - 1, bytes.count] {
            var read: [UInt8] = []
            for piece in blob.pieces(of: start..<bytes.count) { read += try await blob.read(piece) }
            #expect(read == Array(bytes[start...]))
        }
        #expect(try await reader.verify().isWhole)
        #expect(try await StoredBlob.large(blob).bytes(most: bytes.count) == bytes)
        #expect(try await StoredBlob.large(blob).bytes(most: bytes.count - 1) == nil)
    }

    @Test("A changed byte is found by verifying")
    func damage() async throws {
        let path = try bundle("a.ztour")
        var file = try Data(contentsOf: URL(fileURLWithPath: path))
        let place = try #require(file.range(of: Data(bytes[2_000_000..<2_000_100])))
        file[place.lowerBound] ^= 1
        try file.write(to: URL(fileURLWithPath: path))
        let faults = try await BundleReader(path: path).verify().faults
        #expect(faults.count == 1 && faults[0].contains("another SHA-256"))
    }

    @Test("A bundle that another has replaced gives none of the other's bytes")
    func replaced() async throws {
        let reader = try BundleReader(path: bundle("a.ztour"))
        let other = try bundle("b.ztour")
        try FileManager.default.removeItem(atPath: reader.path)
        try FileManager.default.moveItem(atPath: other, toPath: reader.path)
        await #expect(throws: BundleError.self) { try await reader.blob(Digest(of: bytes)) }
    }

    @Test("What is taken is whole, and nothing is left of what has another digest or ends too soon")
    func taking() async throws {
        let (bytes, part) = (bytes, try part)
        let intake = try BundleIntake(path: folder.path("intake"))
        for wrong: [UInt8] in [Array(repeating: 0, count: 64 << 10), []] {
            #expect(try await !intake.take(part) { $0.contains(2_000_000) ? wrong : Array(bytes[$0]) })
        }
        #expect(try await !intake.take(part) { _ in throw CancellationError() })
        #expect(try await intake.missing(of: [part.digest]) == [part.digest])
        #expect(try await intake.bytes(of: [part.digest]) == 0)
        #expect(try await intake.take(part) { Array(bytes[$0]) })
        #expect(try await intake.missing(of: [part.digest]).isEmpty)
        #expect(try await intake.bytes(of: [part.digest]) == bytes.count)
        let other = try BundleIntake(path: folder.path("other"))
        let blob = try large(try await intake.blob(part.digest))
        #expect(try await other.take(part, reading: blob.readNow))
        #expect(try await other.blob(part.digest)?.bytes(most: bytes.count) == bytes)
    }
}
