internal import ImageCoding
internal import Panorama
internal import Tour

extension EpochSpheres {
    /// Reads headers where pictures are laid together, and none of a panorama as it is.
    ///
    /// - Throws: `ImageCodingError`; `TileBuilderError` where it is not clear how a picture lies.
    init(
        _ document: TourDocument,
        _ place: TourDocument.Place,
        _ epoch: TourDocument.Epoch,
        _ settings: TileSettings
    ) throws {
        let alignment = try EpochAlignment(document, place: place, epoch: epoch, settings: settings)
        let below = try alignment.base.map { try EpochSpheres(document, place, $0, settings) }
        switch epoch.picture {
        case .photo(let photos): try self.init(photos, document, alignment, over: below, settings)
        case .panorama(let panorama): try self.init(panorama, document, alignment, over: below, settings)
        }
        if !epoch.picture.restoration.isEmpty { original = panorama.withoutRestoration }
    }

    private init(
        _ photos: [TourDocument.Photo],
        _ document: TourDocument,
        _ alignment: EpochAlignment,
        over below: EpochSpheres?,
        _ settings: TileSettings
    ) throws {
        let layers = try zip(photos, alignment.pictures).map { photo, picture in
            try PhotoLayers(photo, picture, in: below?.frame ?? Pose(), document, settings)
        }
        self = Self.composite(below, Tone(photos[0].tone), isStereo: photos.contains(where: \.isStereoCard)) { eye in
            layers.map { eye == .right ? $0.right : $0.left }
        }
        doubts = layers.compactMap(\.doubt)
    }

    private init(
        _ panorama: TourDocument.PanoramaPicture,
        _ document: TourDocument,
        _ alignment: EpochAlignment,
        over below: EpochSpheres?,
        _ settings: TileSettings
    ) throws {
        let path = document.resolve(panorama.path)
        let placed = alignment.pictures.first
        let placement = try placed?.placement(document)
        if let tone = panorama.tone {
            let detected = placed == nil ? try panorama.source(document, settings).detected : nil
            if let own = try placed?.projection(document) ?? detected?.projection, !own.showsAll {
                self = Self.composite(below, Tone(tone), isStereo: panorama.stereo != nil) { eye in
                    [PictureLayer(panorama, eye, path: path, own)]
                }
                (frame, stance) = (placement?.pose ?? Pose(), detected?.pose)
                return
            }
        }
        let wish = panorama.wish(placement)
        func plain(_ eye: Eye) -> SphereSource { .panorama(PlainPanorama(panorama, eye, path: path, wish)) }
        self.init(panorama: plain(.left), right: panorama.stereo == nil ? nil : plain(.right), turn: placement?.pose)
    }

    /// - Parameter layers: of an eye.
    private static func composite(
        _ below: EpochSpheres?,
        _ tone: Tone,
        isStereo: Bool = false,
        layers: (Eye) -> [PictureLayer]
    ) -> Self {
        let turn = below.map { _ in Pose() }
        // On plain ground nothing of what is below is seen.
        let below = tone == .paper ? nil : below
        func composite(_ below: SphereSource?, _ eye: Eye) -> SphereSource {
            .composite(Composite(below: below, tone: tone, layers: layers(eye)))
        }
        let left = composite(below?.panorama, .left)
        guard isStereo || below?.right != nil else { return Self(panorama: left, turn: turn) }
        return Self(panorama: left, right: composite(below?.right ?? below?.panorama, .right), turn: turn)
    }
}

extension TourDocument.Picture {
    /// All that is restored in any of its pictures, in the document's order, each once.
    var restoration: [TourDocument.Restoration] {
        let all =
            switch self {
            case .panorama(let panorama): panorama.restoration
            case .photo(let photos): photos.flatMap(\.restoration)
            }
        return TourDocument.Restoration.allCases.filter(all.contains)
    }
}

extension TourDocument.PanoramaPicture {
    fileprivate var corrections: PictureCorrections {
        var corrections = PictureCorrections(restoration)
        corrections.evensExposure = evensExposure
        return corrections
    }

    /// Whether an eye's picture is the lower or the right one of two.
    fileprivate func isSecond(_ eye: Eye) -> Bool { stereo != nil && (eye == .right) != swapsEyes }
}

extension PictureLayer {
    /// What an eye has of a panorama's picture.
    fileprivate init(
        _ panorama: TourDocument.PanoramaPicture,
        _ eye: Eye,
        path: String,
        _ projection: SourceProjection
    ) {
        let size = projection.pictureSize
        let isSecond = panorama.isSecond(eye)
        self.init(
            path: path,
            column: isSecond && panorama.stereo == .sideBySide ? size.width : 0,
            row: isSecond && panorama.stereo == .topBottom ? size.height : 0,
            projection: projection,
            corrections: panorama.corrections
        )
    }
}

extension PlainPanorama {
    /// What an eye has of a panorama's picture.
    fileprivate init(_ panorama: TourDocument.PanoramaPicture, _ eye: Eye, path: String, _ wish: ProjectionWish) {
        let picture: Eye = panorama.stereo == nil ? .both : panorama.isSecond(eye) ? .right : .left
        self.init(path: path, wish: wish, eye: picture, corrections: panorama.corrections)
    }
}

extension EpochAlignment.Picture {
    /// - Throws: `TileBuilderError.unsupported` where it is not known.
    func placement(_ document: TourDocument) throws(TileBuilderError) -> PicturePlacement {
        guard let placement = registration.placement else {
            throw .unsupported(
                place: "\(document.file):\(marks["control_points"].line)",
                what: "'\(picture.name)' cannot be placed by its control points; `zeitreise align` tells what is wrong"
            )
        }
        return placement
    }

    /// - Parameter frame: how that of the base's picture stands in that in which it is wanted.
    func projection(_ document: TourDocument, in frame: Pose = Pose()) throws(TileBuilderError) -> SourceProjection {
        guard let projection = try placement(document).projection?.turned(frame) else {
            throw .unsupported(
                place: "\(document.file):\(marks["path"].line)",
                what: "'\(picture.name)' cannot be turned in the panorama below it; give an equirectangular picture"
            )
        }
        return projection
    }
}

extension Tone {
    init(_ tone: TourDocument.Tone) {
        switch tone {
        case .keep: self = .keep
        case .fade: self = .fade
        case .sepia: self = .sepia
        case .paper: self = .paper
        }
    }
}
