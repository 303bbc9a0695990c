/// A camera that stands where the panorama was taken.
struct CameraModel: RegistrationModel {
    let width: Int
    let height: Int
    var unknowns: PhotoUnknowns
    var toCamera: Rotation
    var geometry: LensGeometry

    var parameterCount: Int { unknowns.parameterCount }

    func moved(by step: [Double]) -> Self {
        var moved = self
        moved.toCamera = (Rotation(about: SIMD3(step[0], step[1], step[2])) * toCamera).tidied
        moved.geometry.focal = grown(geometry.focal, by: step[3])
        var next = 4
        if unknowns.contains(.shift) {
            moved.geometry.centre += SIMD2(step[4], -step[5]) * Double(width)
            next = 6
        }
        if unknowns.contains(.distortion) { moved.geometry.distortion += step[next] }
        return moved
    }

    /// The same camera, of which more, or less, is to be found.
    func knowing(_ unknowns: PhotoUnknowns) -> Self {
        var camera = self
        camera.unknowns = unknowns
        return camera
    }

    func place(of pair: ControlPair) -> SIMD2<Double>? { geometry.place(of: toCamera(pair.direction)) }

    func direction(at place: SIMD2<Double>) -> SIMD3<Double>? {
        geometry.ray(at: place).flatMap { unit(toCamera.inverse($0)) }
    }

    var isPossible: Bool { geometry.focal.isFinite && lens.isPossible }

    /// One whose board was moved up or down by a quarter of the picture at most, and hardly sideways: that is what a facade right ahead
    /// looks like that was taken from beside.
    var isUsual: Bool {
        let lens = lens
        return isPossible && (1...150).contains(lens.fieldOfViewDeg) && abs(lens.distortion) <= 1
            && abs(lens.shiftUp) <= 0.25 && abs(lens.shiftRight) <= 0.1
    }

    var lens: PhotoLens { geometry.lens(width: width, height: height) }
    var pose: Pose { Pose(toCamera.inverse) }

    var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] {
        let (pose, lens) = (pose, lens)
        var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] = [
            (.yawDeg, pose.headingDeg), (.pitchDeg, pose.pitchDeg), (.rollDeg, pose.rollDeg),
            (.fieldOfViewDeg, lens.fieldOfViewDeg),
        ]
        if unknowns.contains(.shift) { values += [(.shiftRight, lens.shiftRight), (.shiftUp, lens.shiftUp)] }
        if unknowns.contains(.distortion) { values.append((.distortion, lens.distortion)) }
        return values
    }
}

/// A length that stays one, however far it is moved.
func grown(_ length: Double, by share: Double) -> Double {
    share < 0 ? length / (1 - share) : length * (1 + share)
}
