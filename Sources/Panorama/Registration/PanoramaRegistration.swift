/// How a panorama stands in the frame of another of the same place, from control points.
package struct PanoramaRegistration: Sendable, Hashable {
    /// From the picture's own frame to the reference's; nil where the points do not hold one.
    package let pose: Pose?
    package let quality: RegistrationQuality
}

extension PanoramaRegistration {
    /// The least-squares solution of Wahba's problem (SIAM Review 7 (1965), problem 65-1), without points that are wrong. Begun
    /// from turns through two points and followed downhill it is the one that B. K. P. Horn's closed form has (J. Opt. Soc. Am. A 4 (1987)),
    /// but for squares of angles in the place of squares of chords.
    ///
    /// - Parameter picture: how the panorama that is to be placed lies in its file.
    package static func solve(
        _ pairs: [ControlPair],
        picture: EquirectangularRegion
    ) throws(RegistrationError) -> PanoramaRegistration {
        try check(pairs, width: picture.width, height: picture.height)
        let problem = RegistrationProblem(pairs, picture: picture)
        let mirrored = RegistrationProblem(problem.mirrored, picture: picture)
        let (verdict, fit) = problem.held(
            problem.judged { [mirrored.explanation(.mirrored, ofScale: $0)].compactMap(\.self) }
        )
        return PanoramaRegistration(
            pose: verdict == .mirrored ? nil : fit?.model.pose,
            quality: problem.quality(verdict, fit)
        )
    }
}
