import ImageCoding
import Panorama
import TileBuilder

/// What is known of a source, as `inspect` tells it.
struct Inspection: Encodable {
    var file: String
    var format: String
    var widthPx: Int
    var heightPx: Int
    var bitsPerSample: Int
    var colourModel: String
    var hasAlpha: Bool
    var isInterlaced: Bool
    /// By which the picture was turned upright: EXIF's number, 1 where it was stored so.
    var orientation: Int
    /// The colour profile's own name; nil where there is none and the colours are taken as sRGB.
    var profile: String?
    /// Where and when it was taken.
    var latitudeDeg: Double?
    var longitudeDeg: Double?
    var captured: String?
    /// What of the metadata was not understood.
    var findings: [String]
    var projection: Projection?
    /// Why there is no projection.
    var projectionFault: String?
    var pose: Pose?
    var initialView: InitialView?
    var tiles: Tiles?
    /// Of all pixels, decoded.
    var decodedMib: Double

    /// Angles are missing where the picture goes all round, or is a photograph, which has fields of view instead.
    struct Projection: Encodable {
        var kind: String
        var foundBy: String
        var stereo: String
        var yawFromDeg: Double?
        var yawToDeg: Double?
        var pitchFromDeg: Double?
        var pitchToDeg: Double?
        var horizontalFovDeg: Double?
        var verticalFovDeg: Double?
        var placedAt: Pose?
    }

    /// What `tile` would make.
    struct Tiles: Encodable {
        var faceSizePx: Int
        var tileSizePx: Int
        var levels: Int
        /// Of all levels and eyes.
        var count: Int
        /// Without absent ones it would be so many.
        var wholeCount: Int
    }
}

extension Inspection {
    /// - Throws: `ImageCodingError`, or `TileBuilderError` where the files cannot be read.
    init(_ path: String, wish: ProjectionWish, mostPixels: Int) throws {
        let files = try PictureFiles([path])
        var settings = TileSettings()
        settings.mostPixels = mostPixels
        let decoder = try ImageDecoder(path: files.paths[0], limits: settings.limits)
        self.init(path, decoder.info, decoder.metadata, count: files.paths.count)
        do {
            let source = try PanoramaSource(files, wish: wish, limits: settings.limits)
            projection = Projection(source.detected)
            pose = source.detected.pose
            initialView = source.detected.initialView
            tiles = Tiles(try source.coverage(settings), eyes: source.eyes.count)
        } catch TileBuilderError.projection(_, let error) {
            projectionFault = "\(error)"
        } catch ImageCodingError.contradictoryMetadata(_, let field, let reason) {
            projectionFault = "\(field): \(reason)"
        }
    }

    private init(_ path: String, _ info: ImageInfo, _ metadata: ImageMetadata, count: Int) {
        file = path
        format = "\(info.format)"
        widthPx = info.width
        heightPx = info.height
        bitsPerSample = info.bitsPerSample
        colourModel = "\(info.colourModel)"
        hasAlpha = info.hasAlpha
        isInterlaced = info.isInterlaced
        orientation = metadata.orientation
        profile = metadata.profile?.description
        latitudeDeg = metadata.place?.latitude
        longitudeDeg = metadata.place?.longitude
        captured = metadata.captured.map { "\($0)" }
        findings = metadata.findings.map(\.description)
        let bytesPerPixel = info.bitsPerSample > 8 ? 8 : 4
        decodedMib = Double(info.width * info.height * bytesPerPixel * count) / 1_048_576
    }
}

extension Inspection.Projection {
    init(_ detected: DetectedProjection) {
        kind = detected.projection.kind.rawValue
        foundBy = detected.evidence.rawValue
        stereo = detected.stereo.rawValue
        let extent = detected.projection.extent
        yawFromDeg = extent?.yawDeg?.lowerBound
        yawToDeg = extent?.yawDeg?.upperBound
        pitchFromDeg = extent?.pitchDeg.lowerBound
        pitchToDeg = extent?.pitchDeg.upperBound
        if case .rectilinear(let view) = detected.projection {
            horizontalFovDeg = view.fieldOfViewDeg
            verticalFovDeg = view.verticalFieldOfViewDeg
            placedAt = view.pose
        }
    }
}

extension Inspection.Tiles {
    init(_ coverage: TileCoverage, eyes: Int) {
        faceSizePx = coverage.pyramid.faceSize
        tileSizePx = coverage.pyramid.tileSize
        levels = coverage.pyramid.levelCount
        count = coverage.count * eyes
        wholeCount = coverage.pyramid.totalTileCount * eyes
    }
}
