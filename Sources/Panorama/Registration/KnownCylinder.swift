/// What is known of a cylindrical panorama, and held while its control points tell the rest. Its yaw never is.
package struct KnownCylinder: Sendable, Hashable {
    /// From its left edge to its right one, above 0 and at most 360.
    package var fieldOfViewDeg: Double?
    /// Pixels from the picture's top edge down to it.
    package var horizon: Double?
    /// That it stands upright in the reference: pitch and roll are 0.
    package var isUpright: Bool

    package init(fieldOfViewDeg: Double? = nil, horizon: Double? = nil, isUpright: Bool = false) {
        (self.fieldOfViewDeg, self.horizon, self.isUpright) = (fieldOfViewDeg, horizon, isUpright)
    }
}

extension KnownCylinder {
    var parameterCount: Int { 1 + (fieldOfViewDeg == nil ? 1 : 0) + (horizon == nil ? 1 : 0) + (isUpright ? 0 : 2) }

    /// Points without which there is no answer, or more than one: each gives two numbers, and with no more of them than there are unknowns
    /// the same two points are seen over a part of a turn and over the rest of it.
    package var leastPoints: Int { max(2, isUpright ? (parameterCount + 1) / 2 : parameterCount / 2 + 1) }
}
