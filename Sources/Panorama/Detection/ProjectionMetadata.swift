/// What a picture's metadata say of its projection: fields of GPano, the Photo Sphere metadata, nil where absent.
///
/// Pixels are those of the picture when the metadata were written; it may have been scaled since.
package struct ProjectionMetadata: Sendable, Hashable {
    package var projectionType: String?
    package var fullWidth: Int?
    package var fullHeight: Int?
    package var croppedWidth: Int?
    package var croppedHeight: Int?
    package var croppedLeft: Int?
    /// Of a cylinder: from the horizon down to the picture's top, so negative where that lies above.
    package var croppedTop: Int?
    package var poseHeadingDeg: Double?
    package var posePitchDeg: Double?
    package var poseRollDeg: Double?
    package var initialView: InitialView?

    package init() {}
}

extension ProjectionMetadata {
    /// The GPano names, for messages.
    enum Field: String, Sendable {
        case fullWidth = "FullPanoWidthPixels"
        case fullHeight = "FullPanoHeightPixels"
        case croppedWidth = "CroppedAreaImageWidthPixels"
        case croppedHeight = "CroppedAreaImageHeightPixels"
        case croppedLeft = "CroppedAreaLeftPixels"
        case croppedTop = "CroppedAreaTopPixels"
        case poseHeading = "PoseHeadingDegrees"
        case posePitch = "PosePitchDegrees"
        case poseRoll = "PoseRollDegrees"
    }

    /// How the camera stood; nil where nothing is said of it.
    ///
    /// Turns beyond the specification's ranges are brought into them: 0 up to 360° of heading, -180° to 180° of roll.
    ///
    /// - Throws: `.poseOutOfRange` where an angle cannot be meant.
    func pose() throws(ProjectionError) -> Pose? {
        guard poseHeadingDeg != nil || posePitchDeg != nil || poseRollDeg != nil else { return nil }
        let heading = try angle(.poseHeading, poseHeadingDeg, in: -360...360)
        let roll = try angle(.poseRoll, poseRollDeg, in: -360...360)
        return Pose(
            headingDeg: heading < 0 ? heading + 360 : heading == 360 ? 0 : heading,
            pitchDeg: try angle(.posePitch, posePitchDeg, in: -90...90),
            rollDeg: roll > 180 ? roll - 360 : roll <= -180 ? roll + 360 : roll
        )
    }

    private func angle(
        _ field: Field,
        _ value: Double?,
        in range: ClosedRange<Double>
    ) throws(ProjectionError) -> Double {
        let value = value ?? 0
        guard range.contains(value) else {
            throw .poseOutOfRange(field: field.rawValue, value: value, range: range)
        }
        return value
    }
}
