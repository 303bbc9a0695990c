/// Where the photographer stood and looked, from control points in a panorama of the place.
package struct PhotoRegistration: Sendable, Hashable {
    /// Pose and lens, or the facade's plane; nil where the points do not hold one (too few, on a line, a mirrored photo).
    package let view: RectilinearView?
    package let quality: RegistrationQuality
    /// Where the verdict is parallax and there are points enough: the homography that fits best, which is right for a facade.
    package let facade: RectilinearView?
}

extension PhotoRegistration {
    /// - Parameters:
    ///   - width, height: of the photo, in pixels.
    package static func solve(
        _ pairs: [ControlPair],
        width: Int,
        height: Int,
        unknowns: PhotoUnknowns = []
    ) throws(RegistrationError) -> PhotoRegistration {
        try check(pairs, width: width, height: height)
        guard unknowns.isDisjoint(with: .plane) || unknowns == .plane else { throw .planeWithLens }
        let starts = pairs.indices.flatMap { one in
            pairs.indices.dropFirst(one + 1).flatMap {
                CameraModel.through(pairs[one], pairs[$0], width: width, height: height, unknowns: unknowns)
            }
        }
        let best = starts.min { $0.squaredMisses(pairs) < $1.squaredMisses(pairs) }?.fitted(to: pairs)
        guard pairs.count >= unknowns.leastPoints, let best, best.lens.isPossible else {
            return PhotoRegistration(
                view: nil,
                quality: RegistrationQuality(
                    verdict: .notEnoughPoints(needed: unknowns.leastPoints),
                    points: [],
                    parameters: [],
                    noisePx: 0
                ),
                facade: nil
            )
        }
        return PhotoRegistration(
            view: RectilinearView(width: width, height: height, pose: best.pose, lens: best.lens),
            quality: RegistrationQuality(verdict: .good, points: [], parameters: [], noisePx: 0),
            facade: nil
        )
    }
}
