extension TourDocument.Photo.Placement {
    /// From the keys of a photo.
    init?(_ photo: inout MappingReader) {
        let pose = photo.optional("pose", .mapping("pose", PhotoPose.init))
        let unknowns = photo.optional("solve", .unknowns)
        let points = photo.optional("control_points", .controlPoints(atLeast: pointsNeeded(for: unknowns ?? [])))
        photo.exactlyOne(
            of: ["pose"],
            ["control_points"],
            otherWay: ", or click points on the page of `zeitreise align --page`, which needs none to begin"
        )
        photo.refuse(
            "solve",
            without: "control_points",
            advice: "add `control_points:`, or write the values into `pose:` and remove it"
        )
        if let pose {
            self = .pose(pose.pose, pose.lens)
        } else if let points {
            self = .controlPoints(points, solving: unknowns ?? [])
        } else {
            return nil
        }
    }
}

/// A point tells two numbers. Pose and field of view are four; the shift is two more, distortion one; a plane has eight.
private func pointsNeeded(for unknowns: Set<TourDocument.Photo.Unknown>) -> Int {
    let numbers = [TourDocument.Photo.Unknown.shift: 2, .distortion: 1, .plane: 4]
    return (4 + unknowns.compactMap { numbers[$0] }.reduce(0, +) + 1) / 2
}

private struct PhotoPose {
    let pose: TourDocument.Pose
    let lens: TourDocument.Lens

    init?(_ mapping: inout MappingReader) {
        let pose = TourDocument.Pose(&mapping)
        let fieldOfView = mapping.required("field_of_view_deg", .number(in: 1...179))
        let shiftRight = mapping.optional("shift_right", .number(in: -2...2))
        let shiftUp = mapping.optional("shift_up", .number(in: -2...2))
        let distortion = mapping.optional("distortion", .number(in: -1...1))
        guard let pose, let fieldOfView else { return nil }
        self.pose = pose
        lens = TourDocument.Lens(
            fieldOfViewDegrees: fieldOfView,
            shiftRight: shiftRight ?? 0,
            shiftUp: shiftUp ?? 0,
            distortion: distortion ?? 0
        )
    }
}

extension TourDocument.Pose {
    /// From the keys of a pose.
    init?(_ mapping: inout MappingReader) {
        let yaw = mapping.required("yaw_deg", .yaw)
        let pitch = mapping.optional("pitch_deg", .pitch)
        let roll = mapping.optional("roll_deg", .number(in: -180...180))
        guard let yaw else { return nil }
        self.init(yawDegrees: yaw, pitchDegrees: pitch ?? 0, rollDegrees: roll ?? 0)
    }
}

extension ValueReader<Set<TourDocument.Photo.Unknown>> {
    fileprivate static var unknowns: Self {
        ListReader.nonEmpty.each(ValueReader<TourDocument.Photo.Unknown>.choice).then { unknowns, list in
            guard unknowns.contains(.plane), let other = unknowns.first(where: { $0 != .plane }) else {
                return Set(unknowns)
            }
            list.report(
                .contradiction,
                "`solve` has both `plane` and `\(other.rawValue)`",
                advice: "keep `plane` alone for a facade that was not taken from here, or remove it"
            )
            return nil
        }
    }
}
