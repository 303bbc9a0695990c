import Panorama
import TourBundle

/// Two small panoramas that share tiles, and a caption file.
enum SampleBundle {
    static let pyramid = Pyramid(tileSize: 16, levelCount: 2)
    static let caption = Array("WEBVTT\n\n00:00.000 --> 00:01.000\nHallo\n".utf8)

    static func tileBytes(_ address: TileAddress, seed: Int) -> [UInt8] {
        Array("\(address.level == 0 ? "same" : "\(seed) \(address)")".utf8)
    }

    static func write(to path: String, seeds: [Int] = [1, 2]) throws {
        let writer = try BundleWriter(path: path)
        let captions = try writer.addMedia(caption, mediaType: "text/vtt", name: "de.vtt")
        let panoramas = try seeds.map { try add(to: writer, seed: $0) }
        try writer.finish(manifest(panoramas: panoramas, captions: captions), document: "zeitreise: 1\n")
    }

    static let open = OpenPanorama(coverage: TileCoverage(whole: pyramid), mediaType: "image/jpeg")

    static func add(to writer: BundleWriter, seed: Int) throws -> Digest {
        var open = open
        for face in CubeFace.allCases {
            let addresses = [1, 0].flatMap { pyramid.addresses(level: $0, face: face) }
            try writer.add(
                addresses.map { EncodedTile(address: $0, bytes: tileBytes($0, seed: seed)) },
                to: &open
            )
        }
        return try writer.close(open)
    }

    static func manifest(panoramas: [Digest], captions: Digest) -> TourManifest {
        let epochs = panoramas.enumerated().map { index, panorama in
            TourManifest.Epoch(
                id: "epoch-\(index)",
                fromYear: 1200 + index,
                toYear: 1250 + index,
                circa: true,
                panorama: panorama,
                headingDeg: 12.5,
                credit: "Nobody",
                licence: "CC0-1.0",
                source: nil,
                narration: [:],
                captions: ["de-x-easy": captions]
            )
        }
        let place = TourManifest.Place(
            id: "castle",
            title: ["de": "Burg", "de-x-easy": "Die Burg"],
            location: .init(latitudeDeg: 49.4, longitudeDeg: 7.8),
            comfort: "any",
            epochs: epochs
        )
        return TourManifest(id: "sample", title: ["de": "Probe"], languages: ["de", "de-x-easy"], places: [place])
    }
}
