/// A panorama that was taken where the reference was.
struct SphereModel: RegistrationModel {
    let picture: EquirectangularRegion
    var toPicture: Rotation

    var parameterCount: Int { 3 }

    func moved(by step: [Double]) -> Self {
        Self(picture: picture, toPicture: (Rotation(about: SIMD3(step[0], step[1], step[2])) * toPicture).tidied)
    }

    /// Of what lies off as many degrees as many pixels, also near the poles: along a great circle from the point itself, as long as on the
    /// horizon.
    func place(of pair: ControlPair) -> SIMD2<Double>? {
        guard let there = picture.direction(x: pair.x, y: pair.y) else { return nil }
        let here = toPicture(pair.direction)
        let right = unit(SIMD3(-there.z, 0, there.x)) ?? SIMD3(1, 0, 0)
        let way = SIMD2((here * right).sum(), -(here * cross(right, -there)).sum())
        let sine = (way * way).sum().squareRoot()
        let angle = arcTangent(y: sine, x: (here * there).sum())
        let pixels = picture.fullWidth / (2 * Double.pi)
        return pair.place + (sine > 0 ? way * (angle * pixels / sine) : SIMD2(angle * pixels, 0))
    }

    func direction(at place: SIMD2<Double>) -> SIMD3<Double>? {
        picture.direction(x: place.x, y: place.y).map { toPicture.inverse($0) }
    }

    var isPossible: Bool { true }
    var pose: Pose { Pose(toPicture.inverse) }

    var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] {
        let pose = pose
        return [(.yawDeg, pose.headingDeg), (.pitchDeg, pose.pitchDeg), (.rollDeg, pose.rollDeg)]
    }
}

extension RegistrationProblem<SphereModel> {
    /// Starts bring two points each where they should be.
    init(_ pairs: [ControlPair], picture: EquirectangularRegion) {
        let starts = subsets(of: pairs.count, size: 2, most: 400).compactMap { chosen -> SphereModel? in
            let (one, other) = (pairs[chosen[0]], pairs[chosen[1]])
            guard let first = picture.direction(x: one.x, y: one.y),
                let second = picture.direction(x: other.x, y: other.y)
            else { return nil }
            return Rotation(taking: one.direction, other.direction, to: first, second).map {
                SphereModel(picture: picture, toPicture: $0)
            }
        }
        self.init(pairs: pairs, width: picture.width, height: picture.height, starts: starts, parameterCount: 3)
    }
}
