/// Where the photographer stood and looked, from control points in a panorama of the place.
package struct PhotoRegistration: Sendable, Hashable {
    /// Pose and lens, or the facade's plane; nil where the points do not hold one (too few, on a line, a mirrored photo).
    package let view: RectilinearView?
    package let quality: RegistrationQuality
    /// Where the verdict is parallax and there are points enough: the homography that fits best, which is right for a facade.
    package let facade: RectilinearView?
}

extension PhotoRegistration {
    /// The camera, or the plane, that shows the points with the least squares of pixels, without points that are wrong.
    ///
    /// - Parameters:
    ///   - width, height: of the photo, in pixels.
    package static func solve(
        _ pairs: [ControlPair],
        width: Int,
        height: Int,
        unknowns: PhotoUnknowns = []
    ) throws(RegistrationError) -> PhotoRegistration {
        try check(pairs, width: width, height: height)
        if unknowns == .plane { return plane(pairs, width: width, height: height) }
        guard unknowns.isDisjoint(with: .plane) else { throw .planeWithLens }
        let problem = RegistrationProblem(pairs, width: width, height: height, unknowns: unknowns)
        var (verdict, fit) = problem.flat(
            problem.held(problem.judged { problem.otherExplanations(ofScale: $0, unknowns) })
        )
        if verdict == .parallax, let scale = fit?.scale, !problem.isParallax(scale: scale) {
            verdict = .doubtful(Array(pairs.indices))
        }
        return PhotoRegistration(
            view: verdict == .mirrored || verdict == .collinear
                ? nil
                : fit.map { RectilinearView(width: width, height: height, pose: $0.model.pose, lens: $0.model.lens) },
            quality: problem.quality(verdict, fit),
            facade: verdict == .parallax ? facade(pairs, width: width, height: height) : nil
        )
    }

    private static func plane(_ pairs: [ControlPair], width: Int, height: Int) -> PhotoRegistration {
        let problem = RegistrationProblem(planeOf: pairs, width: width, height: height)
        var (verdict, fit) = problem.flat(problem.held(problem.judged { _ in [] }))
        // Points that lie in no plane: a picture of one may be taken from anywhere.
        if verdict == .parallax { verdict = .doubtful(Array(pairs.indices)) }
        return PhotoRegistration(
            view: verdict == .mirrored || verdict == .collinear ? nil : fit?.model.view,
            quality: problem.quality(verdict, fit),
            facade: nil
        )
    }

    private static func facade(_ pairs: [ControlPair], width: Int, height: Int) -> RectilinearView? {
        let problem = RegistrationProblem(planeOf: pairs, width: width, height: height)
        return problem.fit(leavingOut: 0).flatMap { problem.isHeld($0) ? $0.model.view : nil }
    }
}
