/// A cylindrical panorama that was taken where the reference was.
struct CylinderModel: RegistrationModel {
    let width: Int
    let height: Int
    let known: KnownCylinder
    var toCylinder: Rotation
    var radius: Double
    var horizon: Double

    var parameterCount: Int { known.parameterCount }

    func moved(by step: [Double]) -> Self {
        var (moved, rest) = (self, step[...])
        let turn =
            known.isUpright
            ? SIMD3(0, rest.removeFirst(), 0) : SIMD3(rest.removeFirst(), rest.removeFirst(), rest.removeFirst())
        moved.toCylinder = (Rotation(about: turn) * toCylinder).tidied
        if known.fieldOfViewDeg == nil { moved.radius = grown(radius, by: rest.removeFirst()) }
        if known.horizon == nil { moved.horizon += rest.removeFirst() * Double(width) }
        return moved
    }

    func place(of pair: ControlPair) -> SIMD2<Double>? {
        let ray = toCylinder(pair.direction)
        let level = (ray.x * ray.x + ray.z * ray.z).squareRoot()
        guard level > 1e-6 else { return nil }
        let column = Double(width) / 2 + radius * arcTangent(y: ray.x, x: -ray.z)
        let turn = 2 * Double.pi * radius
        return SIMD2(column - ((column - pair.x) / turn).rounded() * turn, horizon - radius * ray.y / level)
    }

    func direction(at place: SIMD2<Double>) -> SIMD3<Double>? { cylinder.direction(x: place.x, y: place.y) }

    /// Never wider than a turn, which noise may make of one.
    var cylinder: Cylinder {
        Cylinder(
            width: width,
            height: height,
            fieldOfViewDeg: min(360, fieldOfViewDeg),
            horizon: horizon,
            pose: Pose(toCylinder.inverse)
        )
    }

    private var fieldOfViewDeg: Double { Double(width) / radius * 180 / Double.pi }

    var isPossible: Bool { (0.1...400).contains(fieldOfViewDeg) && abs(horizon) <= 1e6 }

    var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] {
        let pose = cylinder.pose
        var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] = [(.yawDeg, pose.headingDeg)]
        if known.fieldOfViewDeg == nil { values.append((.fieldOfViewDeg, fieldOfViewDeg)) }
        if !known.isUpright { values += [(.pitchDeg, pose.pitchDeg), (.rollDeg, pose.rollDeg)] }
        if known.horizon == nil { values.append((.horizonPx, horizon)) }
        return values
    }
}

extension RegistrationProblem<CylinderModel> {
    /// Starts are cylinders of many fields of view and some horizons, unless these are known, each turned so that two points lie where they should.
    init(_ pairs: [ControlPair], width: Int, height: Int, known: KnownCylinder) {
        let chosen = subsets(of: pairs.count, size: 2, most: 40)
        let fieldsOfViewDeg = known.fieldOfViewDeg.map { [$0] } ?? Self.fieldsOfViewDeg
        let horizons = known.horizon.map { [$0] } ?? [0.5, 0.25, 0.75, 0, 1].map { $0 * Double(height) }
        let starts = fieldsOfViewDeg.flatMap { degrees in
            horizons.flatMap { horizon in
                let upright = Cylinder(width: width, height: height, fieldOfViewDeg: degrees, horizon: horizon)
                return chosen.compactMap { CylinderModel(upright, known, through: pairs[$0[0]], pairs[$0[1]]) }
            }
        }
        self.init(pairs: pairs, width: width, height: height, starts: starts, parameterCount: known.parameterCount)
    }

    /// Each a sixth more than the one before.
    private static var fieldsOfViewDeg: [Double] { (0..<24).map { 10 * power(7.0 / 6, $0) } + [360] }
}

extension CylinderModel {
    fileprivate init?(_ upright: Cylinder, _ known: KnownCylinder, through one: ControlPair, _ other: ControlPair) {
        guard let first = upright.direction(x: one.x, y: one.y), let second = upright.direction(x: other.x, y: other.y),
            let turn = known.isUpright
                ? Rotation(yawTaking: one.direction + other.direction, to: first + second)
                : Rotation(taking: one.direction, other.direction, to: first, second)
        else { return nil }
        self.init(
            width: upright.width,
            height: upright.height,
            known: known,
            toCylinder: turn,
            radius: upright.radius,
            horizon: upright.horizon
        )
    }
}

extension Rotation {
    /// About the vertical axis alone.
    fileprivate init?(yawTaking one: SIMD3<Double>, to other: SIMD3<Double>) {
        guard let one = unit(SIMD3(one.x, 0, one.z)), let other = unit(SIMD3(other.x, 0, other.z)) else { return nil }
        let (cosine, sine) = ((one * other).sum(), cross(one, other).y)
        self.init(x: [cosine, 0, -sine], y: [0, 1, 0], z: [sine, 0, cosine])
    }
}
