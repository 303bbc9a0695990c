import Foundation
import Panorama
import TileBuilder

/// What the points on the page come to.
struct AlignmentSolution: Encodable {
    /// As `AlignmentReport.Verdict` has it.
    var verdict: String
    /// What is wrong where nothing could be begun: `outside` or `repeated`.
    var refusal: String?
    /// The points that the verdict names, from 0; of parallax those to look at first.
    var named: [Int]
    var needed: Int?
    /// What the lens verdict asks for.
    var unknowns: [String]
    var values: [String: Double]
    var standardDeviations: [String: Double]
    var rmsPx: Double?
    var points: [Point]
    var model: AlignmentModel?
    /// Of the plane that is offered.
    var facade: AlignmentModel?
    /// Yaw and pitch of the places that were asked for, in degrees; null where the picture shows nothing.
    var asked: [[Double]?]
    var milliseconds: Double

    struct Point: Encodable {
        var offsetPx: [Double]
        var residualPx: Double
        var residualDeg: Double?
        var leaveOneOutPx: Double?
        var isUsed: Bool
    }
}

extension AlignmentSolution {
    init(_ picture: AlignablePicture, _ request: SolveRequest) {
        let start = ContinuousClock.now
        let registration = picture.solve(request.pairs, unknowns: request.unknowns)
        milliseconds = start.duration(to: .now) / .milliseconds(1)
        let quality = registration.quality
        verdict = registration.verdictName
        (refusal, named, needed, unknowns) = (nil, [], nil, [])
        values = Dictionary((quality?.parameters ?? []).map { ($0.name.rawValue, $0.value) }) { first, _ in first }
        standardDeviations = Dictionary(
            (quality?.parameters ?? []).compactMap { item in item.standardDeviation.map { (item.name.rawValue, $0) } }
        ) { first, _ in first }
        rmsPx = quality?.rmsPx
        points = (quality?.points ?? []).map(Point.init)
        model = registration.placement.flatMap(AlignmentModel.init)
        facade = registration.facade.flatMap { AlignmentModel(.photo($0)) }
        asked = (request.asked ?? []).map { place in
            registration.placement?.direction(x: place[0], y: place[1]).map(angles)
        }
        setDetails(of: registration)
    }

    private mutating func setDetails(of registration: PictureRegistration) {
        switch registration.error {
        case .outsidePicture(let point): (refusal, named) = ("outside", [point])
        case .repeated(let point, let earlier): (refusal, named) = ("repeated", [earlier, point])
        case .notANumber(let point): (refusal, named) = ("outside", [point])
        case .emptyPicture, .planeWithLens, nil: break
        }
        switch registration.quality?.verdict {
        case .doubtful(let points): named = points
        case .notEnoughPoints(let count): needed = count
        case .lens(let lens): unknowns = lens.names
        case .parallax: named = registration.quality?.suspects ?? []
        default: break
        }
    }
}

extension AlignmentSolution.Point {
    init(_ point: RegistrationQuality.Point) {
        self.init(
            offsetPx: [point.offsetPx.x, point.offsetPx.y],
            residualPx: point.residualPx,
            residualDeg: point.residualDeg,
            leaveOneOutPx: point.leaveOneOutPx,
            isUsed: point.isUsed
        )
    }
}

/// Yaw and pitch in degrees.
private func angles(_ direction: SIMD3<Double>) -> [Double] {
    let level = (direction.x * direction.x + direction.z * direction.z).squareRoot()
    return [arcTangent(y: direction.x, x: -direction.z), arcTangent(y: direction.y, x: level)].map { $0 * 180 / .pi }
}
