import Panorama
import TileBuilder
import Tour

/// How a picture lies, as `align --json` and the page have it.
struct AlignmentReport: Encodable {
    var picture: String
    /// Among the epoch's photos.
    var index: Int
    /// `photo`, `cylinder` or `panorama`.
    var kind: String
    var widthPx: Int
    var heightPx: Int
    var placedBy: String
    /// Without a place the points do not hold one, or nobody gave one.
    var pose: PoseAngles?
    var fieldOfViewDeg: Double?
    var shiftRight: Double?
    var shiftUp: Double?
    var distortion: Double?
    var horizonPx: Double?
    /// By the same names as above and in `pose`.
    var standardDeviations: [String: Double]
    var rmsPx: Double?
    var noisePx: Double?
    var solve: [String]
    var points: [Point]
    var verdict: Verdict

    struct PoseAngles: Encodable {
        var yawDeg: Double
        var pitchDeg: Double
        var rollDeg: Double
    }

    struct Point: Encodable {
        var line: Int
        var xPx: Double
        var yPx: Double
        var yawDeg: Double
        var pitchDeg: Double
        var residualPx: Double?
        var residualDeg: Double?
        var leaveOneOutPx: Double?
        /// Whether the place rests on it.
        var isUsed: Bool?
    }

    struct Verdict: Encodable {
        /// `given` of a pose, else `good`, `doubtful`, `not-enough-points`, `collinear`, `mirrored`, `lens`, `parallax` or
        /// `refused`.
        var kind: String
        /// Whether `check` and `build` place the picture.
        var isPlaced: Bool
        /// `what is wrong; what to do`, a line each.
        var lines: [Line]
    }

    struct Line: Encodable {
        var file: String
        var line: Int?
        var text: String
    }
}

extension AlignmentReport {
    init(_ aligned: EpochAlignment.Picture, file: String) {
        let picture = aligned.picture
        let (registration, quality) = (aligned.registration, aligned.registration.quality)
        self.picture = picture.name
        index = picture.address.index
        kind = picture.kind.name
        (widthPx, heightPx) = (picture.width, picture.height)
        placedBy = aligned.points.isEmpty ? "pose" : "control_points"
        pose = registration.placement.map { PoseAngles($0.pose) }
        standardDeviations = Dictionary(
            (quality?.parameters ?? []).compactMap { item in item.standardDeviation.map { (item.name.rawValue, $0) } }
        ) { first, _ in first }
        rmsPx = quality?.rmsPx
        noisePx = quality?.noisePx
        solve = aligned.unknowns.names
        points = aligned.points.enumerated().map { index, point in
            Point(point, quality.flatMap { $0.points.indices.contains(index) ? $0.points[index] : nil })
        }
        verdict = Verdict(aligned, file: file)
        setLens(registration.placement)
    }

    private mutating func setLens(_ placement: PicturePlacement?) {
        switch placement {
        case .photo(let view):
            fieldOfViewDeg = view.fieldOfViewDeg
            guard view.plane == nil else { return }
            (shiftRight, shiftUp, distortion) = (view.lens.shiftRight, view.lens.shiftUp, view.lens.distortion)
        case .cylinder(let cylinder):
            fieldOfViewDeg = Double(cylinder.width) / cylinder.fullWidth * 360
            horizonPx = cylinder.horizon
        case .panorama, nil: break
        }
    }
}

extension AlignmentReport.PoseAngles {
    init(_ pose: Pose) {
        self.init(yawDeg: pose.headingDeg, pitchDeg: pose.pitchDeg, rollDeg: pose.rollDeg)
    }
}

extension AlignmentReport.Point {
    init(_ point: TourDocument.ControlPoint, _ quality: RegistrationQuality.Point?) {
        self.init(
            line: point.mark.line,
            xPx: point.xPixels,
            yPx: point.yPixels,
            yawDeg: point.yawDegrees,
            pitchDeg: point.pitchDegrees,
            residualPx: quality?.residualPx,
            residualDeg: quality?.residualDeg,
            leaveOneOutPx: quality?.leaveOneOutPx,
            isUsed: quality?.isUsed
        )
    }
}

extension AlignmentReport.Verdict {
    init(_ aligned: EpochAlignment.Picture, file: String) {
        let findings = aligned.findings(file: file)
        kind = aligned.registration.verdictName
        isPlaced = aligned.registration.placement != nil && !findings.contains { $0.level == .error }
        lines = findings.map {
            AlignmentReport.Line(file: $0.file, line: $0.mark?.line, text: "\($0.message); \($0.advice)")
        }
    }
}

extension AlignablePicture.Kind {
    var name: String {
        switch self {
        case .photo: "photo"
        case .cylinder: "cylinder"
        case .panorama: "panorama"
        }
    }
}
