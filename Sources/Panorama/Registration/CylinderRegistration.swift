/// Field of view, horizon and pose of an old cylindrical panorama, from control points in a panorama of the place.
package struct CylinderRegistration: Sendable, Hashable {
    /// Nil where the points do not hold one.
    package let cylinder: Cylinder?
    package let quality: RegistrationQuality
}

extension CylinderRegistration {
    /// The cylinder that shows the points with the least squares of pixels, without points that are wrong.
    ///
    /// A narrow one hardly tells a horizon that lies low from a cylinder that leans; the standard deviations say so.
    ///
    /// - Parameters:
    ///   - width, height: of the picture, in pixels.
    ///   - known: is held as it is given.
    package static func solve(
        _ pairs: [ControlPair],
        width: Int,
        height: Int,
        known: KnownCylinder = KnownCylinder()
    ) throws(RegistrationError) -> CylinderRegistration {
        try check(pairs, width: width, height: height)
        let problem = RegistrationProblem(pairs, width: width, height: height, known: known)
        guard pairs.count >= known.leastPoints else {
            let verdict = RegistrationVerdict.notEnoughPoints(needed: known.leastPoints)
            return CylinderRegistration(cylinder: nil, quality: problem.quality(verdict, nil))
        }
        let mirrored = RegistrationProblem(problem.mirrored, width: width, height: height, known: known)
        let (verdict, fit) = problem.held(
            problem.judged { [mirrored.explanation(.mirrored, ofScale: $0)].compactMap(\.self) }
        )
        return CylinderRegistration(
            cylinder: verdict == .mirrored ? nil : fit?.model.cylinder,
            quality: problem.quality(verdict, fit)
        )
    }
}
