internal import ImageCoding
internal import Panorama
internal import Tour

extension AlignablePicture {
    /// A panorama that lies in another's frame.
    ///
    /// - Throws: `ImageCodingError`, or `TileBuilderError` where it is not clear what it shows.
    init(
        _ panorama: TourDocument.PanoramaPicture,
        _ document: TourDocument,
        _ address: PictureAddress,
        _ settings: TileSettings
    ) throws {
        let path = document.resolve(panorama.path)
        let info = try ImageDecoder(path: path, limits: settings.limits).info
        let share = panorama.layout.share
        guard info.width >= share.across, info.height >= share.down else {
            throw TileBuilderError.projection(
                path: path,
                .oddStereo(panorama.layout, width: info.width, height: info.height)
            )
        }
        let kind: Kind
        if panorama.projection == .cylindrical {
            let (fieldOfViewDeg, horizon) = (panorama.fieldOfViewDegrees, panorama.horizonPixels)
            kind = .cylinder(KnownCylinder(fieldOfViewDeg: fieldOfViewDeg, horizon: horizon))
        } else {
            let source = try panorama.source(document, settings)
            switch source.detected.projection {
            case .equirectangular(let region): kind = .panorama(region)
            case .cylindrical: kind = .cylinder(KnownCylinder())
            case .rectilinear, .cubemap:
                throw TileBuilderError.unsupported(
                    place: "\(document.file):\(panorama.marks["path"].line)",
                    what: "a picture of this projection cannot be aligned; give an equirectangular or cylindrical one"
                )
            }
        }
        self.init(
            address: address,
            name: panorama.path,
            path: path,
            kind: kind,
            width: info.width / share.across,
            height: info.height / share.down
        )
    }

    /// With a pose that is given; nil where a cylinder's field of view is not known.
    func placed(_ panorama: TourDocument.PanoramaPicture, _ pose: Pose) -> PicturePlacement? {
        switch kind {
        case .photo: nil
        case .panorama(let region): .panorama(.equirectangular(region), pose)
        case .cylinder:
            panorama.fieldOfViewDegrees.map {
                .cylinder(
                    Cylinder(
                        width: width,
                        height: height,
                        fieldOfViewDeg: $0,
                        horizon: panorama.horizonPixels,
                        pose: pose
                    )
                )
            }
        }
    }
}

extension TourDocument.PanoramaPicture {
    var layout: Panorama.StereoLayout {
        switch stereo {
        case .topBottom: .topBottom
        case .sideBySide: .sideBySide
        case nil: .none
        }
    }

    /// What the document says of its projection.
    ///
    /// - Parameter placement: what is known of a cylinder by its control points goes before that.
    func wish(_ placement: PicturePlacement? = nil) -> ProjectionWish {
        var wish = ProjectionWish()
        wish.kind = projection.flatMap { ProjectionKind(rawValue: $0.rawValue) }
        wish.fieldOfViewDeg = fieldOfViewDegrees
        wish.horizon = horizonPixels
        wish.stereo = layout
        if case .cylinder(let cylinder) = placement { wish.take(cylinder) }
        return wish
    }

    /// Its header, read as the document says.
    func source(_ document: TourDocument, _ settings: TileSettings) throws -> PanoramaSource {
        try PanoramaSource(PictureFiles([document.resolve(path)]), wish: wish(), limits: settings.limits)
    }

    /// Of its centre column, in degrees from north.
    func heading(
        of epoch: TourDocument.Epoch,
        _ document: TourDocument,
        _ settings: TileSettings
    ) throws -> Double {
        if let heading = epoch.headingDegrees { return heading }
        if projection == .cylindrical, fieldOfViewDegrees == nil { return 0 }
        return try source(document, settings).detected.pose?.headingDeg ?? 0
    }
}

extension ProjectionWish {
    /// What control points have told.
    fileprivate mutating func take(_ cylinder: Cylinder) {
        kind = .cylindrical
        fieldOfViewDeg = (Double(cylinder.width) * 360 / cylinder.fullWidth * 1e6).rounded() / 1e6
        horizon = (cylinder.horizon * 1e6).rounded() / 1e6
    }
}
