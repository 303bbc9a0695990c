import Panorama
import TestSupport

extension Study {
    mutating func run(_ trial: PhotoTrial, _ unknowns: PhotoUnknowns = []) throws {
        let registration = try timed { try trial.solve(unknowns) }
        add(registration.quality.verdict, outlier: trial.outlier)
        guard let view = registration.view else { return add(poseError: nil) }
        var found = trial.camera
        (found.yawDeg, found.pitchDeg, found.rollDeg) = (view.pose.headingDeg, view.pose.pitchDeg, view.pose.rollDeg)
        found.fieldOfViewDeg = view.fieldOfViewDeg
        (found.shiftRight, found.shiftUp) = (view.lens.shiftRight, view.lens.shiftUp)
        found.distortion = view.lens.distortion
        let truth = trial.camera
        add(
            poseError: truth.turnDeg(to: found),
            pictureError: truth.pictureTurnDeg(to: found),
            fovError: abs(found.fieldOfViewDeg / truth.fieldOfViewDeg - 1) * 100
        )
        let quality = registration.quality
        let turn = found.yawDeg - truth.yawDeg
        add(error: turn - 360 * (turn / 360).rounded(), deviation: quality.standardDeviation(of: .yawDeg))
        add(error: found.pitchDeg - truth.pitchDeg, deviation: quality.standardDeviation(of: .pitchDeg))
        add(error: found.rollDeg - truth.rollDeg, deviation: quality.standardDeviation(of: .rollDeg))
        add(
            error: found.fieldOfViewDeg - truth.fieldOfViewDeg,
            deviation: quality.standardDeviation(of: .fieldOfViewDeg)
        )
    }
}
