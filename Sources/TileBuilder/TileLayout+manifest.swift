internal import Foundation
internal import ImageCoding
internal import Panorama
internal import TourBundle

extension TileLayout {
    /// The manifest's text for the tiles that there are.
    func manifest(
        _ manifest: PanoramaManifest,
        coverage: TileCoverage,
        name: String,
        format: ImageEncoding
    ) throws -> [UInt8] {
        let pyramid = coverage.pyramid
        return switch self {
        case .zeitreise: try zeitreiseManifest(manifest, format)
        case .pannellum: try pannellumManifest(manifest, coverage, format)
        case .marzipano: try marzipanoManifest(pyramid, name)
        case .psv: psvManifest(pyramid, format)
        }
    }

    private func zeitreiseManifest(_ manifest: PanoramaManifest, _ format: ImageEncoding) throws -> [UInt8] {
        var manifest = manifest
        manifest.tiles = "{level}/{face}/{row}/{column}.\(format.fileExtension)"
        return try ManifestJSON.encode(manifest)
    }

    /// The keys of Pannellum's configuration; its own viewer opens the file as `pannellum.htm#config=…/config.json`.
    private func pannellumManifest(
        _ manifest: PanoramaManifest,
        _ coverage: TileCoverage,
        _ format: ImageEncoding
    ) throws -> [UInt8] {
        let pyramid = coverage.pyramid
        var tiles: [String: Any] = [
            "path": "/%l/%s%y_%x",
            "extension": format.fileExtension,
            "tileResolution": pyramid.tileSize,
            "maxLevel": pyramid.levelCount,
            "cubeResolution": pyramid.faceSize,
        ]
        if !coverage.isWhole { tiles["missingTiles"] = PannellumTiles.missing(coverage) }
        var configuration: [String: Any] = ["type": "multires", "multiRes": tiles]
        if let pose = manifest.pose.map({ PannellumPose($0) }) {
            configuration["northOffset"] = pose.northOffsetDeg
            configuration["horizonPitch"] = pose.horizonPitchDeg
            configuration["horizonRoll"] = pose.horizonRollDeg
        }
        return try json(configuration)
    }

    /// The data of a project as Marzipano's own tool exports it; the project's page takes the coarsest level from the
    /// `preview.jpg` beside the tiles (``MarzipanoPreview``).
    private func marzipanoManifest(_ pyramid: Pyramid, _ name: String) throws -> [UInt8] {
        let scene: [String: Any] = [
            "id": name,
            "name": name,
            "levels": (0..<pyramid.levelCount).map {
                ["size": pyramid.faceSize(level: $0), "tileSize": pyramid.tileSize]
            },
            "faceSize": pyramid.faceSize,
            "initialViewParameters": ["yaw": 0, "pitch": 0, "fov": Double.pi / 2],
            "linkHotspots": [],
            "infoHotspots": [],
        ]
        let settings: [String: Any] = [
            "mouseViewMode": "drag", "autorotateEnabled": false, "fullscreenButton": true, "viewControlButtons": false,
        ]
        let data = try json(["scenes": [scene], "name": name, "settings": settings])
        return Array("var APP_DATA = ".utf8) + data + Array(";\n".utf8)
    }

    /// A module whose default export is the `panorama` of the cubemap tiles adapter. Its *top* and *bottom* stand the other
    /// way round, hence `flipTopBottom`. The adapter loads only tiles of which it sees a vertex; behind the others, and until
    /// they come, it shows `baseUrl`: our coarsest level, which is one tile a face.
    private func psvManifest(_ pyramid: Pyramid, _ format: ImageEncoding) -> [UInt8] {
        let levels = (0..<pyramid.levelCount).map {
            "    { faceSize: \(pyramid.faceSize(level: $0)), nbTiles: \(pyramid.tileCount(level: $0)) },\n"
        }
        let faces = CubeFace.allCases.map { "      \($0.viewerName): tileUrl(\"\($0.viewerName)\", 0, 0, 0),\n" }
        return Array(
            """
            const base = new URL(".", import.meta.url).href;
            const tileUrl = (face, column, row, level) => `${base}${level}/${face}/${row}/${column}.\(format.fileExtension)`;

            export default {
              baseUrl: {
                type: "separate",
                paths: {
            \(faces.joined())    },
                flipTopBottom: true,
              },
              levels: [
            \(levels.joined())  ],
              flipTopBottom: true,
              tileUrl,
            };

            """.utf8
        )
    }

    private func json(_ object: [String: Any]) throws -> [UInt8] {
        Array(try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes]))
    }
}
