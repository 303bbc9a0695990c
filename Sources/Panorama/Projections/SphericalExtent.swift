/// From where to where a source reaches on the sphere, in degrees.
package struct SphericalExtent: Sendable, Hashable {
    /// Right of the panorama's centre; nil where it goes all round.
    package var yawDeg: ClosedRange<Double>?
    package var pitchDeg: ClosedRange<Double>
}

extension SourceProjection {
    /// Nil for a photograph and for a cylinder with a pose, whose edges follow neither yaw nor pitch.
    package var extent: SphericalExtent? {
        switch self {
        case .equirectangular(let region):
            let rows = 180 / region.fullHeight
            return SphericalExtent(
                yawDeg: yaws(from: region.left, region.width, of: region.fullWidth),
                pitchDeg: 90 - (region.top + Double(region.height)) * rows...90 - region.top * rows
            )
        case .cylindrical(let cylinder):
            guard cylinder.pose == Pose() else { return nil }
            return SphericalExtent(
                yawDeg: yaws(from: cylinder.left, cylinder.width, of: cylinder.fullWidth),
                pitchDeg: cylinder.pitchDeg(ofRow: Double(cylinder.height))...cylinder.pitchDeg(ofRow: 0)
            )
        case .rectilinear: return nil
        case .cubemap: return SphericalExtent(yawDeg: nil, pitchDeg: -90...90)
        }
    }

    private func yaws(from left: Double, _ width: Int, of fullWidth: Double) -> ClosedRange<Double>? {
        guard !isTurn else { return nil }
        let columns = 360 / fullWidth
        return left * columns - 180...(left + Double(width)) * columns - 180
    }
}

extension RectilinearView {
    /// From the picture's upper edge to its lower one.
    package var verticalFieldOfViewDeg: Double {
        2 * arcTangent(y: Double(height) / 2, x: focal) * 180 / Double.pi
    }
}

extension Cylinder {
    /// - Parameter row: from the picture's upper edge.
    fileprivate func pitchDeg(ofRow row: Double) -> Double {
        arcTangent(y: horizon - row, x: radius) * 180 / Double.pi
    }
}
