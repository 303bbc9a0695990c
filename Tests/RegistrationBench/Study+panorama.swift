import Foundation
import Panorama
import TestSupport

extension Study {
    /// A cylinder of 120° to 300°, leaning by up to 3°, with its horizon somewhere about its middle; eight points with 1.5 px noise.
    mutating func runCylinder(_ random: inout SplitMix64) throws {
        let (width, height) = (6000.0, 1200.0)
        let truth = TrueCamera(
            yawDeg: random.uniform(-180...180),
            pitchDeg: random.uniform(-3...3),
            rollDeg: random.uniform(-3...3),
            fieldOfViewDeg: random.uniform(120...300)
        )
        let radius = width / (truth.fieldOfViewDeg * .pi / 180)
        let horizon = random.uniform(0.35...0.65) * height
        let (forward, right, up) = truth.axes
        let pairs = (0..<8).map { index in
            let x = width * (Double(index) + random.uniform(0.05...0.95)) / 8
            let y = height * random.uniform(0.05...0.95)
            let yaw = (x - width / 2) / radius
            let direction = sin(yaw) * right + cos(yaw) * forward + (horizon - y) / radius * up
            return ControlPair(x: x + 1.5 * random.normal(), y: y + 1.5 * random.normal(), direction: direction)
        }
        let registration = try timed {
            try CylinderRegistration.solve(pairs, width: Int(width), height: Int(height))
        }
        add(registration.quality.verdict)
        let found = registration.cylinder.map { $0.pose }
        add(
            poseError: found.map { truth.turnDeg(to: $0) },
            fovError: registration.cylinder.map {
                abs($0.width.degrees(of: $0.fullWidth) / truth.fieldOfViewDeg - 1) * 100
            }
        )
    }

    /// A panorama that leans by up to 10°; six points anywhere, with 1.5 px noise.
    mutating func runPanorama(_ random: inout SplitMix64) throws {
        let picture = EquirectangularRegion(width: 8192, height: 4096)
        let truth = TrueCamera(
            yawDeg: random.uniform(-180...180),
            pitchDeg: random.uniform(-10...10),
            rollDeg: random.uniform(-10...10),
            fieldOfViewDeg: 90
        )
        let (forward, right, up) = truth.axes
        let pairs = (0..<6).map { _ in
            let (x, y) = (random.uniform(10...8180), random.uniform(1000...3000))
            let (yaw, pitch) = ((x / 8192 - 0.5) * 2 * .pi, (0.5 - y / 4096) * .pi)
            let direction = cos(pitch) * (sin(yaw) * right + cos(yaw) * forward) + sin(pitch) * up
            return ControlPair(x: x + 1.5 * random.normal(), y: y + 1.5 * random.normal(), direction: direction)
        }
        let registration = try timed { try PanoramaRegistration.solve(pairs, picture: picture) }
        add(registration.quality.verdict)
        add(poseError: registration.pose.map { truth.turnDeg(to: $0) })
    }
}

extension TrueCamera {
    fileprivate func turnDeg(to pose: Pose) -> Double {
        var found = self
        (found.yawDeg, found.pitchDeg, found.rollDeg) = (pose.headingDeg, pose.pitchDeg, pose.rollDeg)
        return turnDeg(to: found)
    }
}

extension Int {
    fileprivate func degrees(of turn: Double) -> Double { Double(self) * 360 / turn }
}
