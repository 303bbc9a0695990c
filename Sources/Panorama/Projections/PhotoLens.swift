/// How the lens of a photograph draws: where a ray meets the picture.
package struct PhotoLens: Sendable, Hashable, Codable {
    /// Over the picture's width, as if the optical axis met its middle and the lens drew straight lines straight: with the width w
    /// the focal length is w / 2 / tan(fieldOfViewDeg / 2). Above 0 and below 180.
    package var fieldOfViewDeg: Double
    /// Where the optical axis meets the picture, to the right of its middle, in shares of its width (of both numbers: of its
    /// width). A view camera's board is moved so that houses stand upright.
    package var shiftRight: Double
    /// The same above its middle; negative where a view camera looked level and shows more of the sky than of the street.
    package var shiftUp: Double
    /// k₁ of Brown's model from the ray to the picture: what a lens without fault shows r from the axis is shown r (1 + k₁ r²)
    /// from it, in units of the focal length. Negative for a barrel, positive for a pincushion.
    package var distortion: Double

    package init(fieldOfViewDeg: Double, shiftRight: Double = 0, shiftUp: Double = 0, distortion: Double = 0) {
        self.fieldOfViewDeg = fieldOfViewDeg
        self.shiftRight = shiftRight
        self.shiftUp = shiftUp
        self.distortion = distortion
    }

    /// Whether there can be such a lens.
    package var isPossible: Bool {
        fieldOfViewDeg > 0 && fieldOfViewDeg < 180
            && [shiftRight, shiftUp, distortion].allSatisfy { abs($0) <= Self.largest }
    }

    /// Of shift and distortion: far beyond all lenses, and near enough to compute with.
    static let largest = 100.0
}
