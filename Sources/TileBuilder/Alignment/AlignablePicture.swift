package import Panorama
package import Tour

/// A picture that has its place in the frame of another panorama, known by its header.
package struct AlignablePicture: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case photo
        /// What the tour says of it is held; the rest of field of view, horizon and tilt is unknown.
        case cylinder(KnownCylinder)
        case panorama(EquirectangularRegion)
    }

    package let address: PictureAddress
    /// As the tour names it, and as it is found from here.
    package let name: String
    package let path: String
    package let kind: Kind
    /// Of the picture; where it holds one for each eye, of the one that comes first.
    package let width: Int
    package let height: Int
}

extension AlignablePicture {
    /// Points without which there is no answer; nil of a photo, where that depends on what is asked for.
    package var pointsNeeded: Int? {
        switch kind {
        case .photo: nil
        case .cylinder(let known): known.leastPoints
        case .panorama: 2
        }
    }

    /// What control points say of it.
    ///
    /// - Parameter unknowns: of a photo; of others it is always the same that is unknown.
    package func solve(_ pairs: [ControlPair], unknowns: PhotoUnknowns = []) -> PictureRegistration {
        do throws(RegistrationError) {
            switch kind {
            case .photo:
                return PictureRegistration(
                    try PhotoRegistration.solve(pairs, width: width, height: height, unknowns: unknowns)
                )
            case .cylinder(let known):
                return PictureRegistration(
                    try CylinderRegistration.solve(pairs, width: width, height: height, known: known)
                )
            case .panorama(let region):
                return PictureRegistration(
                    try PanoramaRegistration.solve(pairs, picture: region),
                    .equirectangular(region)
                )
            }
        } catch {
            return PictureRegistration(error)
        }
    }
}

extension ControlPair {
    package init(_ point: TourDocument.ControlPoint) {
        self.init(x: point.xPixels, y: point.yPixels, yawDeg: point.yawDegrees, pitchDeg: point.pitchDegrees)
    }
}

extension PhotoUnknowns {
    package init(_ unknowns: Set<TourDocument.Photo.Unknown>) {
        self = unknowns.reduce(into: []) { set, unknown in
            switch unknown {
            case .shift: set.insert(.shift)
            case .distortion: set.insert(.distortion)
            case .plane: set.insert(.plane)
            }
        }
    }
}
