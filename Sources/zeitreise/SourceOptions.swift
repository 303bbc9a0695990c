import ArgumentParser
import Panorama

/// What a user can say of a picture's projection.
struct SourceOptions: ParsableArguments {
    @Option(help: "What the picture is: auto, equirectangular, cylindrical, rectilinear or cubemap.")
    var projection = ProjectionChoice.auto

    @Option(help: ArgumentHelp("Field of view from the picture's left edge to its right one.", valueName: "degrees"))
    var fov: Double?

    // An angle may begin with a minus sign.
    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Where a rectilinear picture lies: right of the panorama's centre, up, and the camera's right side down.",
            valueName: "yaw,pitch,roll"
        )
    )
    var pose: PoseArgument?

    @Option(help: "Whether it holds a picture for each eye: none, top-bottom (the left eye's above) or side-by-side.")
    var stereo = StereoLayout.none

    func validate() throws {
        if fov != nil, projection == .auto || projection == .cubemap {
            throw ValidationError("--fov: give --projection equirectangular, cylindrical or rectilinear with it")
        }
        if pose != nil, projection != .rectilinear {
            throw ValidationError("--pose: give --projection rectilinear with it")
        }
    }

    var wish: ProjectionWish {
        var wish = ProjectionWish()
        wish.kind = ProjectionKind(rawValue: projection.rawValue)
        wish.fieldOfViewDeg = fov
        wish.pose = pose?.pose
        wish.stereo = stereo
        return wish
    }
}

/// The kinds of projection, or to find out.
enum ProjectionChoice: String, ExpressibleByArgument, CaseIterable {
    case auto
    case equirectangular
    case cylindrical
    case rectilinear
    case cubemap
}

/// Three angles in degrees, separated by commas.
struct PoseArgument: ExpressibleByArgument {
    let pose: Pose

    init?(argument: String) {
        let angles = argument.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) ?? .nan }
        guard angles.count == 3, abs(angles[0]) <= 360, abs(angles[1]) <= 90, abs(angles[2]) <= 180 else { return nil }
        pose = Pose(headingDeg: angles[0], pitchDeg: angles[1], rollDeg: angles[2])
    }
}

extension StereoLayout: ExpressibleByArgument {}
