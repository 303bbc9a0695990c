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
        let alignment =
            switch epoch.picture {
            case .panorama(let panorama) where panorama.base == nil: EpochAlignment?.none
            default: try EpochAlignment(document, place: place, epoch: epoch, settings: settings)
            }
        let below = try alignment?.base.map { try EpochSpheres(document, place, $0, settings) }
        switch epoch.picture {
        case .photo(let photos):
            let layers = try zip(photos, alignment?.pictures ?? []).map { photo, picture in
                try PhotoLayers(photo, picture, document, settings)
            }
            let isStereo = photos.contains(where: \.isStereoCard)
            self = Self.composite(below, Tone(photos[0].tone), isStereo: isStereo) { eye in
                layers.map { eye == .right ? $0.right : $0.left }
            }
            if below != nil { turn = Pose() }
            doubts = layers.compactMap(\.doubt)
        case .panorama(let panorama):
            try self.init(panorama, document, alignment, over: below, settings)
        }
        if !epoch.picture.restoration.isEmpty { original = panorama.withoutRestoration }
    }

    private init(
        _ panorama: TourDocument.PanoramaPicture,
        _ document: TourDocument,
        _ alignment: EpochAlignment?,
        over below: EpochSpheres?,
        _ settings: TileSettings
    ) throws {
        let path = document.resolve(panorama.path)
        let placed = alignment?.pictures.first
        if let tone = panorama.tone {
            let own = try placed?.projection(document) ?? panorama.source(document, settings).detected.projection
            if !own.showsAll {
                let size = own.pictureSize
                self = Self.composite(below, Tone(tone), isStereo: panorama.stereo != nil) { eye in
                    let isSecond = panorama.isSecond(eye)
                    return [
                        PictureLayer(
                            path: path,
                            column: isSecond && panorama.stereo == .sideBySide ? size.width : 0,
                            row: isSecond && panorama.stereo == .topBottom ? size.height : 0,
                            projection: own,
                            corrections: panorama.corrections
                        )
                    ]
                }
                if below != nil { turn = Pose() }
                return
            }
        }
        var wish = panorama.wish
        let placement = try placed?.placement(document)
        if case .cylinder(let cylinder) = placement { wish.take(cylinder) }
        func plain(_ eye: Eye) -> SphereSource {
            let isStereo = panorama.stereo != nil
            let picture: Eye = !isStereo ? .both : panorama.isSecond(eye) ? .right : .left
            return .panorama(
                PlainPanorama(path: path, wish: wish, eye: picture, corrections: panorama.corrections)
            )
        }
        self.init(panorama: plain(.left), right: panorama.stereo == nil ? nil : plain(.right), turn: placement?.pose)
    }

    /// - Parameter layers: of an eye.
    private static func composite(
        _ below: EpochSpheres?,
        _ tone: Tone,
        isStereo: Bool = false,
        layers: (Eye) -> [PictureLayer]
    ) -> Self {
        // On plain ground nothing of what is below is seen.
        let below = tone == .paper ? nil : below
        func composite(_ below: SphereSource?, _ eye: Eye) -> SphereSource {
            .composite(Composite(below: below, tone: tone, layers: layers(eye)))
        }
        let left = composite(below?.panorama, .left)
        guard isStereo || below?.right != nil else { return Self(panorama: left) }
        return Self(panorama: left, right: composite(below?.right ?? below?.panorama, .right))
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

extension ProjectionWish {
    /// What control points have told.
    fileprivate mutating func take(_ cylinder: Cylinder) {
        kind = .cylindrical
        fieldOfViewDeg = (Double(cylinder.width) * 360 / cylinder.fullWidth * 1e6).rounded() / 1e6
        horizon = (cylinder.horizon * 1e6).rounded() / 1e6
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

    /// In the frame of the base.
    func projection(_ document: TourDocument) throws(TileBuilderError) -> SourceProjection {
        guard let projection = try placement(document).projection else {
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
