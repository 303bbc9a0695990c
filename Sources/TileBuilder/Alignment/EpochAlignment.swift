internal import ImageCoding
package import Panorama
package import Tour

/// How the pictures of an epoch lie in the frame of the panorama below them.
package struct EpochAlignment: Sendable {
    package struct Picture: Sendable {
        package let picture: AlignablePicture
        /// As the document has them; none where the pose is given.
        package let points: [TourDocument.ControlPoint]
        /// Of a photo with points.
        package let unknowns: PhotoUnknowns
        package let registration: PictureRegistration
        package let marks: Marks
    }

    package let place: TourDocument.Place
    package let epoch: TourDocument.Epoch
    /// The epoch in whose panorama's frame they lie; nil for a photo on paper.
    package let base: TourDocument.Epoch?
    /// In the order of the document, the first of several photos lowest. None of a panorama without a base.
    package let pictures: [Picture]

    /// Reads headers of the epoch's pictures.
    ///
    /// - Throws: `ImageCodingError`, or `TileBuilderError` where it is not clear what a panorama shows.
    package init(
        _ document: TourDocument,
        place: TourDocument.Place,
        epoch: TourDocument.Epoch,
        settings: TileSettings = TileSettings()
    ) throws {
        self.place = place
        self.epoch = epoch
        let base = epoch.picture.base.flatMap { id in place.epochs.first { $0.id == id } }
        self.base = base
        switch epoch.picture {
        case .photo(let photos):
            pictures = try photos.enumerated().map { index, photo in
                let address = PictureAddress(place: place.id, epoch: epoch.id, index: index)
                return try Self.picture(photo, document, address, settings)
            }
        case .panorama(let panorama):
            guard let base else {
                pictures = []
                return
            }
            pictures = [try Self.picture(panorama, document, place, epoch, on: base, settings)]
        }
    }

    private static func picture(
        _ photo: TourDocument.Photo,
        _ document: TourDocument,
        _ address: PictureAddress,
        _ settings: TileSettings
    ) throws -> Picture {
        let path = document.resolve(photo.path)
        let info = try ImageDecoder(path: path, limits: settings.limits).info
        if photo.isStereoCard, info.width < 2 {
            let (line, fault) = (photo.marks["stereo"].line, StereoCardFault.noPrints)
            throw TileBuilderError.unsupported(
                place: "\(document.file):\(line)",
                what: "'\(photo.path)' \(fault.what); \(fault.advice)"
            )
        }
        let picture = AlignablePicture(
            address: address,
            name: photo.path,
            path: path,
            kind: .photo,
            width: photo.isStereoCard ? info.width / 2 : info.width,
            height: info.height
        )
        switch photo.placement {
        case .pose(let pose, let lens):
            let view = RectilinearView(
                width: picture.width,
                height: picture.height,
                pose: Pose(pose),
                lens: PhotoLens(lens)
            )
            return Picture(picture, registration: PictureRegistration(given: .photo(view)), marks: photo.marks)
        case .controlPoints(let points, let solving):
            return Picture(picture, points, unknowns: PhotoUnknowns(solving), marks: photo.marks)
        }
    }

    private static func picture(
        _ panorama: TourDocument.PanoramaPicture,
        _ document: TourDocument,
        _ place: TourDocument.Place,
        _ epoch: TourDocument.Epoch,
        on base: TourDocument.Epoch,
        _ settings: TileSettings
    ) throws -> Picture {
        let address = PictureAddress(place: place.id, epoch: epoch.id, index: 0)
        let picture = try AlignablePicture(panorama, document, address, settings)
        let pose: Pose
        switch panorama.placement {
        case .controlPoints(let points): return Picture(picture, points, marks: panorama.marks)
        case .pose(let given): pose = Pose(given)
        case nil:
            // The headings of both tell.
            let own = try panorama.heading(of: epoch, document, settings)
            let below = try base.picture.panorama?.heading(of: base, document, settings)
            pose = Pose(headingDeg: own - (below ?? 0))
        }
        let registration = PictureRegistration(given: picture.placed(panorama, pose))
        return Picture(picture, registration: registration, marks: panorama.marks)
    }
}

extension EpochAlignment.Picture {
    /// Of a pose that is given.
    fileprivate init(_ picture: AlignablePicture, registration: PictureRegistration, marks: Marks) {
        self.init(picture: picture, points: [], unknowns: [], registration: registration, marks: marks)
    }

    /// Of control points.
    fileprivate init(
        _ picture: AlignablePicture,
        _ points: [TourDocument.ControlPoint],
        unknowns: PhotoUnknowns = [],
        marks: Marks
    ) {
        let registration = picture.solve(points.map { ControlPair($0) }, unknowns: unknowns)
        self.init(picture: picture, points: points, unknowns: unknowns, registration: registration, marks: marks)
    }
}

extension Pose {
    package init(_ pose: TourDocument.Pose) {
        self.init(headingDeg: pose.yawDegrees, pitchDeg: pose.pitchDegrees, rollDeg: pose.rollDegrees)
    }
}

extension PhotoLens {
    package init(_ lens: TourDocument.Lens) {
        self.init(
            fieldOfViewDeg: lens.fieldOfViewDegrees,
            shiftRight: lens.shiftRight,
            shiftUp: lens.shiftUp,
            distortion: lens.distortion
        )
    }
}
