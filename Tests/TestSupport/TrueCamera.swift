import Foundation

/// A camera by its plain formulas, with the C library's mathematics: a truth that shares nothing with what is tested.
package struct TrueCamera: Sendable {
    package var width: Double
    package var height: Double
    package var yawDeg: Double
    package var pitchDeg: Double
    package var rollDeg: Double
    package var fieldOfViewDeg: Double
    package var shiftRight = 0.0
    package var shiftUp = 0.0
    package var distortion = 0.0

    package init(
        yawDeg: Double = 0,
        pitchDeg: Double = 0,
        rollDeg: Double = 0,
        fieldOfViewDeg: Double,
        width: Double = 3000,
        height: Double = 2000
    ) {
        (self.yawDeg, self.pitchDeg, self.rollDeg) = (yawDeg, pitchDeg, rollDeg)
        (self.fieldOfViewDeg, self.width, self.height) = (fieldOfViewDeg, width, height)
    }

    /// Where it looks, its right and its up.
    package var axes: (forward: SIMD3<Double>, right: SIMD3<Double>, up: SIMD3<Double>) {
        let (yaw, pitch, roll) = (yawDeg * .pi / 180, pitchDeg * .pi / 180, rollDeg * .pi / 180)
        let forward = SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
        let level = SIMD3(cos(yaw), 0, sin(yaw))
        let above = SIMD3(-sin(yaw) * sin(pitch), cos(pitch), cos(yaw) * sin(pitch))
        return (forward, cos(roll) * level - sin(roll) * above, cos(roll) * above + sin(roll) * level)
    }

    package var focal: Double { width / 2 / tan(fieldOfViewDeg / 2 * .pi / 180) }

    /// What is seen at a pixel, of any length; nil beyond what the lens shows.
    package func direction(at place: SIMD2<Double>) -> SIMD3<Double>? {
        let right = (place.x - width / 2 - shiftRight * width) / focal
        let up = (height / 2 - shiftUp * width - place.y) / focal
        let shown = hypot(right, up)
        // Newton's way back from r (1 + k r²).
        var unbent = shown
        for _ in 0..<50 {
            unbent -= (unbent * (1 + distortion * unbent * unbent) - shown) / (1 + 3 * distortion * unbent * unbent)
        }
        guard abs(unbent * (1 + distortion * unbent * unbent) - shown) < 1e-12 else { return nil }
        let stretch = shown > 0 ? unbent / shown : 1
        let (ahead, aside, above) = axes
        return ahead + right * stretch * aside + up * stretch * above
    }

    /// The one turn that brings this camera's axes onto another's, in degrees.
    package func turnDeg(to other: TrueCamera) -> Double {
        let (one, two) = (axes, other.axes)
        let trace = [(one.forward, two.forward), (one.right, two.right), (one.up, two.up)].map { ($0 * $1).sum() }
            .reduce(0, +)
        return acos(min(1, max(-1, (trace - 1) / 2))) * 180 / .pi
    }

    /// The one turn that brings what another camera has in the picture nearest to what this one has, in degrees: how far the picture
    /// would lie beside its place.
    package func pictureTurnDeg(to other: TrueCamera) -> Double {
        var (rows, right) = (Array(repeating: SIMD3<Double>(), count: 3), SIMD3<Double>())
        for column in 0..<6 {
            for row in 0..<4 {
                let place = SIMD2((Double(column) + 0.5) * width / 6, (Double(row) + 0.5) * height / 4)
                guard let one = direction(at: place), let two = other.direction(at: place) else { continue }
                let (u, v) = (one / length(one), two / length(two))
                for axis in 0..<3 {
                    rows[axis][axis] += 1
                    rows[axis] -= v[axis] * v
                }
                right += cross(v, u)
            }
        }
        // Turned by w, v is v + w x v to first order; Cramer's rule for the normal equations.
        let determinant = (rows[0] * cross(rows[1], rows[2])).sum()
        let turn = SIMD3(
            (right * cross(rows[1], rows[2])).sum(),
            (right * cross(rows[2], rows[0])).sum(),
            (right * cross(rows[0], rows[1])).sum()
        )
        return length(turn / determinant) * 180 / .pi
    }
}

private func length(_ vector: SIMD3<Double>) -> Double { (vector * vector).sum().squareRoot() }

private func cross(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
        one.y * other.z - one.z * other.y,
        one.z * other.x - one.x * other.z,
        one.x * other.y - one.y * other.x
    )
}
