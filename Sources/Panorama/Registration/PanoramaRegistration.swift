/// How a panorama stands in the frame of another of the same place, from control points.
package struct PanoramaRegistration: Sendable, Hashable {
    /// From the picture's own frame to the reference's; nil where the points do not hold one.
    package let pose: Pose?
    package let quality: RegistrationQuality
}

extension PanoramaRegistration {
    /// - Parameter picture: how the panorama that is to be placed lies in its file.
    package static func solve(
        _ pairs: [ControlPair],
        picture: EquirectangularRegion
    ) throws(RegistrationError) -> PanoramaRegistration {
        try check(pairs, width: picture.width, height: picture.height)
        return PanoramaRegistration(
            pose: nil,
            quality: RegistrationQuality(
                verdict: .notEnoughPoints(needed: 2),
                points: [],
                parameters: [],
                noisePx: 0
            )
        )
    }
}
