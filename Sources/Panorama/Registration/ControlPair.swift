/// The same thing in a picture and in a reference panorama of the place.
package struct ControlPair: Sendable, Hashable {
    /// In the picture, in pixels from its top left corner: the centre of the first pixel is 0.5, 0.5.
    package var x: Double
    package var y: Double
    /// In the reference panorama's own frame (yaw 0 is its centre column, its pose is not applied), of length 1.
    package var direction: SIMD3<Double>

    /// - Parameter direction: of any length.
    package init(x: Double, y: Double, direction: SIMD3<Double>) {
        (self.x, self.y) = (x, y)
        self.direction = unit(direction) ?? direction
    }

    package init(x: Double, y: Double, yawDeg: Double, pitchDeg: Double) {
        let turned = abs(yawDeg) <= 3600 && abs(pitchDeg) <= 3600
        let yaw = sineAndCosine(degrees: turned ? yawDeg : 0)
        let pitch = sineAndCosine(degrees: turned ? pitchDeg : 0)
        let direction = SIMD3(yaw.sine * pitch.cosine, pitch.sine, -yaw.cosine * pitch.cosine)
        self.init(x: x, y: y, direction: turned ? direction : SIMD3(repeating: .nan))
    }

    var place: SIMD2<Double> { SIMD2(x, y) }
}
