/// How well control points agree with what was found from them.
package struct RegistrationQuality: Sendable, Hashable {
    package let verdict: RegistrationVerdict
    /// In the order in which they were given; empty where nothing was found.
    package let points: [Point]
    package let parameters: [Parameter]
    /// Standard deviation of a point's x and of its y, from the residuals and from what is to be expected of clicked points; pixels
    /// of the picture.
    package let noisePx: Double

    package struct Point: Sendable, Hashable {
        /// From where the point was clicked to where the result has it, to the right and down.
        package let offsetPx: SIMD2<Double>
        package let residualPx: Double
        /// On the sphere, between the point's direction and the one that the result sees at its pixel; nil where it sees none.
        package let residualDeg: Double?
        /// The residual when everything is found from the other points; nil where they are too few.
        package let leaveOneOutPx: Double?
        /// Whether the result rests on it.
        package let isUsed: Bool
    }

    package struct Parameter: Sendable, Hashable {
        package enum Name: String, Sendable, Hashable, CaseIterable {
            case yawDeg = "yaw_deg"
            case pitchDeg = "pitch_deg"
            case rollDeg = "roll_deg"
            case fieldOfViewDeg = "field_of_view_deg"
            case shiftRight = "shift_right"
            case shiftUp = "shift_up"
            case distortion
            case horizonPx = "horizon_px"
        }

        package let name: Name
        package let value: Double
        /// Nil where the points do not hold it.
        package let standardDeviation: Double?
    }
}

extension RegistrationQuality {
    /// Root mean square of the residuals of the points that the result rests on; 0 of none.
    package var rmsPx: Double {
        let used = points.filter(\.isUsed)
        let sum = used.map { $0.residualPx * $0.residualPx }.reduce(0, +)
        return used.isEmpty ? 0 : (sum / Double(used.count)).squareRoot()
    }

    /// Where to look first if several points are wrong: the two that miss by the most. Of a single one the verdict itself tells.
    package var suspects: [Int] {
        let farthest = points.indices.sorted { points[$0].residualPx > points[$1].residualPx }
        return Array(farthest.prefix(2))
    }

    package func standardDeviation(of name: Parameter.Name) -> Double? {
        parameters.first { $0.name == name }?.standardDeviation
    }
}
