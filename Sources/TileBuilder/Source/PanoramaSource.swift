package import ImageCoding
package import Panorama
internal import Resampling

/// What a panorama is made of, known by the headers of its files.
package struct PanoramaSource: Sendable {
    /// One picture, or six in the order of `CubeFace`.
    package let files: PictureFiles
    /// Of the first picture.
    package let info: ImageInfo
    package let metadata: ImageMetadata
    package let detected: DetectedProjection
    /// At which its pictures are resampled: that of the deepest.
    let depth: SampleDepth
    /// Of the headers.
    let notes: [String]
    let limits: ImageLimits

    /// Reads headers alone.
    ///
    /// - Throws: `ImageCodingError`, or `TileBuilderError.projection` or `.cubeFaces` where it is not clear what the pictures
    ///   show.
    package init(
        _ files: PictureFiles,
        wish: ProjectionWish = ProjectionWish(),
        limits: ImageLimits = TileSettings().limits
    ) throws {
        self.files = files
        self.limits = limits
        let decoder = try ImageDecoder(path: files.paths[0], limits: limits)
        info = decoder.info
        metadata = decoder.metadata
        let path = files.paths[0]
        notes = (decoder.usesScratch ? [Self.scratchNote(path)] : []) + metadata.findings.map { "\(path): \($0)" }
        depth = try Self.isDeep(files, limits: limits) ? .deep : .byte
        if files.paths.count > 1 {
            detected = try Self.cubemap(files, wish: wish, limits: limits)
        } else {
            detected = try Self.detect(decoder, path: files.paths[0], wish: wish)
        }
    }

    private static func isDeep(_ files: PictureFiles, limits: ImageLimits) throws(ImageCodingError) -> Bool {
        for path in files.paths where try ImageDecoder(path: path, limits: limits).info.isDeep { return true }
        return false
    }

    static func scratchNote(_ path: String) -> String {
        "\(path): its rows do not come one after the other, so a file without a name in TMPDIR or /var/tmp holds the picture; "
            + "with more --memory it needs none"
    }

    /// Whose tile sets these are: one for both eyes, or one for each.
    package var eyes: [Eye] { detected.stereo == .none ? [.both] : [.left, .right] }

    private static func detect(
        _ decoder: borrowing ImageDecoder,
        path: String,
        wish: ProjectionWish
    ) throws -> DetectedProjection {
        // Who says how wide the picture is does not ask the metadata, and need not mend them.
        let gpano = wish.fieldOfViewDeg == nil ? try decoder.panoramaMetadata() : try? decoder.panoramaMetadata()
        do throws(ProjectionError) {
            return try SourceProjection.detect(
                width: decoder.info.width,
                height: decoder.info.height,
                metadata: gpano.map { ProjectionMetadata($0) },
                wish: wish
            )
        } catch {
            throw TileBuilderError.projection(path: path, error)
        }
    }

    private static func cubemap(
        _ files: PictureFiles,
        wish: ProjectionWish,
        limits: ImageLimits
    ) throws -> DetectedProjection {
        guard wish.kind == nil || wish.kind == .cubemap, wish.stereo == .none else {
            throw TileBuilderError.cubeFaces(path: files.paths[0], what: "six pictures, which can only be a cubemap")
        }
        var size: Int?
        for path in files.paths {
            let info = try ImageDecoder(path: path, limits: limits).info
            let wanted = size ?? info.width
            guard info.width == wanted, info.height == wanted else {
                throw TileBuilderError.cubeFaces(
                    path: path,
                    what: "\(info.width) x \(info.height) pixels; all six have to be squares of the same size"
                )
            }
            size = wanted
        }
        return DetectedProjection(
            projection: .cubemap(size: size ?? 1),
            stereo: .none,
            evidence: wish.kind == nil ? .names : .wish
        )
    }
}

extension ProjectionMetadata {
    init(_ gpano: GPanoMetadata) {
        self.init()
        projectionType = gpano.projectionType
        fullWidth = gpano.fullPanoWidthPixels
        fullHeight = gpano.fullPanoHeightPixels
        croppedWidth = gpano.croppedAreaImageWidthPixels
        croppedHeight = gpano.croppedAreaImageHeightPixels
        croppedLeft = gpano.croppedAreaLeftPixels
        croppedTop = gpano.croppedAreaTopPixels
        poseHeadingDeg = gpano.poseHeadingDegrees
        posePitchDeg = gpano.posePitchDegrees
        poseRollDeg = gpano.poseRollDegrees
        initialView = InitialView(gpano)
    }
}

extension InitialView {
    /// Nil where nothing is said of it.
    fileprivate init?(_ gpano: GPanoMetadata) {
        let angles = [
            gpano.initialViewHeadingDegrees, gpano.initialViewPitchDegrees, gpano.initialViewRollDegrees,
            gpano.initialHorizontalFOVDegrees,
        ]
        guard angles.contains(where: { $0 != nil }) else { return nil }
        self.init(
            headingDeg: angles[0] ?? 0,
            pitchDeg: angles[1] ?? 0,
            rollDeg: angles[2] ?? 0,
            fovDeg: angles[3]
        )
    }
}
