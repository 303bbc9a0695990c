/// A camera that stood elsewhere: what the panorama sees in a direction lies somewhere on a line of the photo, and how far along tells
/// its distance (Hartley and Zisserman, chapter 9).
///
/// It says nothing of where a point is on its line, so that a point gives it one number and not two.
struct EpipolarModel: RegistrationModel {
    var camera: CameraModel
    /// In the camera's frame the direction of the panorama, or the opposite one; of length 1.
    var epipole: SIMD3<Double>

    var parameterCount: Int { Self.parameterCount }
    static let parameterCount = 6

    func moved(by step: [Double]) -> Self {
        var moved = self
        moved.camera = camera.moved(by: Array(step[..<4]))
        let across = unit(cross(epipole, abs(epipole.x) < 0.7 ? SIMD3(1, 0, 0) : SIMD3(0, 1, 0))) ?? SIMD3(0, 0, 1)
        let aside = step[4] * across + step[5] * cross(epipole, across)
        moved.epipole = unit(epipole + aside) ?? epipole
        return moved
    }

    /// The point moved along x by as much as it is beside its line.
    func place(of pair: ControlPair) -> SIMD2<Double>? {
        let normal = cross(camera.toCamera(pair.direction), epipole)
        let slope = (normal.x * normal.x + normal.y * normal.y).squareRoot()
        guard let ray = camera.geometry.ray(at: pair.place), slope > 0 else { return nil }
        return pair.place + SIMD2(camera.geometry.focal * (normal * ray).sum() / slope, 0)
    }

    func direction(at place: SIMD2<Double>) -> SIMD3<Double>? { nil }

    var isPossible: Bool { camera.isPossible }
    var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] { [] }
}

extension RegistrationProblem<CameraModel> {
    /// Whether the residuals are those of a camera elsewhere, and not just large: of many points enough must lie near the lines that such a
    /// camera has. Of few points it cannot be told, and large residuals are taken for it.
    ///
    /// - Parameter scale: of the residuals.
    func isParallax(scale: Double) -> Bool {
        let freedom = pairs.count - EpipolarModel.parameterCount
        guard freedom >= 3 else { return true }
        let cameras = starts.map { TrimmedFit($0.knowing([]), best: pairs.count * 3 / 4, of: pairs) }
            .sorted { $0.cost < $1.cost }.prefix(12).map(\.model)
        let starts = cameras.flatMap { camera in
            Self.epipoles.map { EpipolarModel(camera: camera, epipole: $0) }
        }
        // One of the points may be wrong besides.
        return (0...1).contains { wrong in
            guard let fit = TrimmedFit(of: pairs, leavingOut: wrong, from: starts) else { return false }
            let freedom = freedom - wrong
            let lines = (fit.cost / Double(freedom)).squareRoot()
            let ways = binomial(pairs.count, wrong)
            // As the F-test of two variances has it at 5 % for these numbers of points.
            return chance(scale: lines, against: scale, freedom: freedom, ways: ways, noise: noise) < 0.03
        }
    }

    /// Half of the sphere, for the other half is the same: the edges, faces and corners of a cube.
    private static var epipoles: [SIMD3<Double>] {
        let corners: [SIMD3<Double>] = [
            [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [1, -1, 0], [1, 0, 1], [1, 0, -1], [0, 1, 1], [0, 1, -1],
            [1, 1, 1], [1, 1, -1], [1, -1, 1], [1, -1, -1],
        ]
        return corners.compactMap(unit)
    }
}
