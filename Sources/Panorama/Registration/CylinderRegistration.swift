/// Field of view, horizon and pose of an old cylindrical panorama, from control points in a panorama of the place.
package struct CylinderRegistration: Sendable, Hashable {
    /// Nil where the points do not hold one.
    package let cylinder: Cylinder?
    package let quality: RegistrationQuality
}

extension CylinderRegistration {
    package static func solve(
        _ pairs: [ControlPair],
        width: Int,
        height: Int,
        unknowns: CylinderUnknowns = [.horizon, .tilt]
    ) throws(RegistrationError) -> CylinderRegistration {
        try check(pairs, width: width, height: height)
        return CylinderRegistration(
            cylinder: nil,
            quality: RegistrationQuality(
                verdict: .notEnoughPoints(needed: unknowns.leastPoints),
                points: [],
                parameters: [],
                noisePx: 0
            )
        )
    }
}
