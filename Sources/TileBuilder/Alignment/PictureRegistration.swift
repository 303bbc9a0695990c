package import Panorama

/// What came of a picture's control points, or of the pose that was given.
package struct PictureRegistration: Sendable, Hashable {
    /// Nil where the points do not hold one.
    package let placement: PicturePlacement?
    /// Nil where the pose was given, and where nothing could be begun.
    package let quality: RegistrationQuality?
    /// The plane that would fit better where a photo was not taken from here.
    package let facade: RectilinearView?
    package let error: RegistrationError?

    private init(
        placement: PicturePlacement?,
        quality: RegistrationQuality? = nil,
        facade: RectilinearView? = nil,
        error: RegistrationError? = nil
    ) {
        self.placement = placement
        self.quality = quality
        self.facade = facade
        self.error = error
    }
}

extension PictureRegistration {
    /// A pose that is given.
    package init(given placement: PicturePlacement?) {
        self.init(placement: placement)
    }

    init(_ registration: PhotoRegistration) {
        self.init(
            placement: registration.view.map(PicturePlacement.photo),
            quality: registration.quality,
            facade: registration.facade
        )
    }

    init(_ registration: CylinderRegistration) {
        self.init(
            placement: registration.cylinder.map(PicturePlacement.cylinder),
            quality: registration.quality
        )
    }

    init(_ registration: PanoramaRegistration, _ projection: SourceProjection) {
        self.init(
            placement: registration.pose.map { PicturePlacement.panorama(projection, $0) },
            quality: registration.quality
        )
    }

    init(_ error: RegistrationError) {
        self.init(placement: nil, error: error)
    }
}

extension PictureRegistration {
    /// `given` of a pose, `refused` of points with which nothing could be begun.
    package var verdictName: String {
        guard let quality else { return error == nil ? "given" : "refused" }
        return switch quality.verdict {
        case .good: "good"
        case .doubtful: "doubtful"
        case .notEnoughPoints: "not-enough-points"
        case .collinear: "collinear"
        case .mirrored: "mirrored"
        case .lens: "lens"
        case .parallax: "parallax"
        }
    }
}
