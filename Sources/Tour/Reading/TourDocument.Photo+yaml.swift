extension TourDocument.Photo {
    init?(_ mapping: inout MappingReader) {
        let path = mapping.required("path", .path(.photo))
        let base = mapping.required("on", .text)
        let placement = TourDocument.Placement(&mapping)
        let tone: TourDocument.Tone? = mapping.optional("tone", .choice)
        guard let path, let base, let placement else { return nil }
        self.init(path: path, base: base, placement: placement, tone: tone ?? .keep, marks: mapping.marks)
    }
}

extension TourDocument.Placement {
    /// From the keys of a photo.
    fileprivate init?(_ photo: inout MappingReader) {
        let pose = photo.optional("pose", .mapping("pose", TourDocument.Pose.init))
        let points = photo.optional("control_points", .controlPoints)
        photo.exactlyOne(of: ["pose"], ["control_points"])
        guard let placement = pose.map(Self.pose) ?? points.map(Self.controlPoints) else { return nil }
        self = placement
    }
}

extension TourDocument.Pose {
    init?(_ mapping: inout MappingReader) {
        let yaw = mapping.required("yaw_deg", .yaw)
        let pitch = mapping.optional("pitch_deg", .pitch)
        let roll = mapping.optional("roll_deg", .number(in: -180...180))
        let fieldOfView = mapping.required("field_of_view_deg", .number(in: 1...179))
        guard let yaw, let fieldOfView else { return nil }
        self.init(
            yawDegrees: yaw,
            pitchDegrees: pitch ?? 0,
            rollDegrees: roll ?? 0,
            fieldOfViewDegrees: fieldOfView
        )
    }
}

extension ValueReader<[TourDocument.ControlPoint]> {
    fileprivate static var controlPoints: Self {
        ListReader.plain
            .refusing(
                .tooFewPoints,
                "with fewer than two points",
                advice: "add points, six or more if you can, far apart",
                where: { $0.count < 2 }
            )
            .each(.mapping("control point", TourDocument.ControlPoint.init))
    }
}

extension TourDocument.ControlPoint {
    init?(_ mapping: inout MappingReader) {
        let x = mapping.required("x_px", .pixels)
        let y = mapping.required("y_px", .pixels)
        let yaw = mapping.required("yaw_deg", .yaw)
        let pitch = mapping.required("pitch_deg", .pitch)
        guard let x, let y, let yaw, let pitch else { return nil }
        self.init(xPixels: x, yPixels: y, yawDegrees: yaw, pitchDegrees: pitch, mark: mapping.marks.mapping)
    }
}
