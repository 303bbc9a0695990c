/// Where a viewer should look first, as the picture's metadata have it.
package struct InitialView: Sendable, Hashable, Codable {
    package var headingDeg: Double
    package var pitchDeg: Double
    package var rollDeg: Double
    /// Horizontal field of view; nil leaves it to the viewer.
    package var fovDeg: Double?

    package init(headingDeg: Double = 0, pitchDeg: Double = 0, rollDeg: Double = 0, fovDeg: Double? = nil) {
        self.headingDeg = headingDeg
        self.pitchDeg = pitchDeg
        self.rollDeg = rollDeg
        self.fovDeg = fovDeg
    }
}
