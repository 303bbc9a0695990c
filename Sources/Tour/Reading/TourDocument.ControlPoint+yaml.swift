extension ValueReader<[TourDocument.ControlPoint]> {
    /// Control points, as many as the unknowns need.
    static func controlPoints(atLeast needed: Int) -> Self {
        ListReader.plain
            .then { points, list in
                if points.count >= needed { return points }
                list.report(
                    .tooFewPoints,
                    "`control_points` has \(points.count) of the \(needed) points that it takes at least",
                    advice: "add points, six or more if you can, far apart"
                )
                return nil
            }
            .each(.mapping("control point", TourDocument.ControlPoint.init))
    }
}

extension TourDocument.ControlPoint {
    fileprivate init?(_ mapping: inout MappingReader) {
        let x = mapping.required("x_px", .pixels)
        let y = mapping.required("y_px", .pixels)
        let yaw = mapping.required("yaw_deg", .yaw)
        let pitch = mapping.required("pitch_deg", .pitch)
        guard let x, let y, let yaw, let pitch else { return nil }
        self.init(xPixels: x, yPixels: y, yawDegrees: yaw, pitchDegrees: pitch, mark: mapping.marks.mapping)
    }
}
