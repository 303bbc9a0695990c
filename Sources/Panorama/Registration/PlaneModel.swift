/// A homography from directions to the picture.
struct PlaneModel: RegistrationModel {
    let width: Int
    let height: Int
    /// Rows in pixels from the picture's middle; w is 1 in the middle of all directions, along `basis.z`.
    var x: SIMD3<Double>
    var y: SIMD3<Double>
    var w: SIMD3<Double>
    let basis: Rotation

    var parameterCount: Int { 8 }

    func moved(by step: [Double]) -> Self {
        var moved = self
        moved.x += Double(width) * basis(SIMD3(step[0], step[1], step[2]))
        moved.y += Double(width) * basis(SIMD3(step[3], step[4], step[5]))
        moved.w += basis(SIMD3(step[6], step[7], 0))
        return moved
    }

    private var middle: SIMD2<Double> { SIMD2(Double(width) / 2, Double(height) / 2) }

    func place(of pair: ControlPair) -> SIMD2<Double>? {
        let depth = (w * pair.direction).sum()
        guard depth > 0 else { return nil }
        return middle + SIMD2((x * pair.direction).sum(), (y * pair.direction).sum()) / depth
    }

    func direction(at place: SIMD2<Double>) -> SIMD3<Double>? {
        let offset = place - middle
        return Matrix3(rows: x, y, w).inverse.flatMap { unit($0(SIMD3(offset.x, offset.y, 1))) }
    }

    var view: RectilinearView? {
        let plane = PhotoPlane(x: x + middle.x * w, y: y + middle.y * w, w: w)
        return RectilinearView(width: width, height: height, plane: plane)
    }

    /// Mirrored ones are sought too, or a mirrored photo could not be named.
    var isPossible: Bool { Matrix3(rows: x, y, w).inverse != nil }

    var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] {
        guard let view else { return [] }
        return [
            (.yawDeg, view.pose.headingDeg), (.pitchDeg, view.pose.pitchDeg), (.rollDeg, view.pose.rollDeg),
            (.fieldOfViewDeg, view.fieldOfViewDeg),
        ]
    }
}

extension PlaneModel {
    /// The homography through four points, or nearest to more, by linear equations (Hartley and Zisserman, section 4.1, with
    /// inhomogeneous ones: the middle of the directions cannot lie on the horizon of the picture).
    init?(linear pairs: [ControlPair], width: Int, height: Int) {
        let sum = pairs.reduce(SIMD3<Double>()) { $0 + $1.direction }
        guard pairs.count >= 4, let forward = unit(sum),
            let right = unit(cross(forward, abs(forward.y) < 0.9 ? SIMD3(0, 1, 0) : SIMD3(0, 0, 1)))
        else { return nil }
        basis = Rotation(x: right, y: cross(forward, right), z: forward)
        (self.width, self.height) = (width, height)
        let middle = SIMD2(Double(width) / 2, Double(height) / 2)
        var equations = NormalEquations(count: 8)
        for pair in pairs {
            let seen = basis.inverse(pair.direction)
            let offset = (pair.place - middle) / Double(width)
            equations.add([seen.x, seen.y, seen.z, 0, 0, 0, -offset.x * seen.x, -offset.x * seen.y], offset.x * seen.z)
            equations.add([0, 0, 0, seen.x, seen.y, seen.z, -offset.y * seen.x, -offset.y * seen.y], offset.y * seen.z)
        }
        guard let row = equations.solution(damping: 0) else { return nil }
        x = Double(width) * basis(SIMD3(row[0], row[1], row[2]))
        y = Double(width) * basis(SIMD3(row[3], row[4], row[5]))
        w = basis(SIMD3(row[6], row[7], 1))
    }
}
