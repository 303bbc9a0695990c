package import ImageCoding
package import Panorama

/// What a panorama is made of, known by the headers of its files.
package struct PanoramaSource: Sendable {
    /// One picture, or six in the order of `CubeFace`.
    package let files: PictureFiles
    /// Of the first picture.
    package let info: ImageInfo
    package let detected: DetectedProjection
    let limits: ImageLimits

    /// Reads headers alone.
    ///
    /// - Throws: `ImageCodingError`, or `TileBuilderError.projection` or `.cubeFaces` where it is not clear what the pictures
    ///   show.
    package init(
        _ files: PictureFiles,
        wish: ProjectionWish = ProjectionWish(),
        limits: ImageLimits = .standard
    ) throws {
        self.files = files
        self.limits = limits
        info = try ImageDecoder(path: files.paths[0], limits: limits).info
        if files.paths.count > 1 {
            detected = try Self.cubemap(files, wish: wish, limits: limits)
        } else {
            detected = try Self.detect(path: files.paths[0], info: info, wish: wish)
        }
    }

    /// Whose tile sets these are: one for both eyes, or one for each.
    package var eyes: [Eye] { detected.stereo == .none ? [.both] : [.left, .right] }

    private static func detect(
        path: String,
        info: ImageInfo,
        wish: ProjectionWish
    ) throws(TileBuilderError) -> DetectedProjection {
        do {
            return try SourceProjection.detect(width: info.width, height: info.height, metadata: nil, wish: wish)
        } catch {
            throw .projection(path: path, error)
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
