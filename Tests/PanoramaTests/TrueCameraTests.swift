import TestSupport
import Testing

/// The instrument of the benchmark and of other tests.
@Suite struct TrueCameraTests {
    @Test func `turns are angles`() {
        let camera = TrueCamera(yawDeg: 30, pitchDeg: 20, rollDeg: 10, fieldOfViewDeg: 50)
        var rolled = camera
        rolled.rollDeg += 3
        #expect(abs(camera.turnDeg(to: rolled) - 3) < 1e-9)
        var lifted = camera
        lifted.pitchDeg -= 0.5
        #expect(abs(camera.turnDeg(to: lifted) - 0.5) < 1e-9)
        #expect(camera.turnDeg(to: camera) < 1e-5)
    }

    /// Without a change of the lens the picture turns as the camera does; a shift turns it, though the camera stands still.
    @Test func `a picture's turn counts what is seen`() {
        let camera = TrueCamera(yawDeg: 30, pitchDeg: 20, rollDeg: 10, fieldOfViewDeg: 50)
        var turned = camera
        turned.rollDeg += 0.2
        #expect(abs(camera.pictureTurnDeg(to: turned) - 0.2) < 1e-4)
        var shifted = camera
        shifted.shiftRight = 0.01
        #expect(camera.turnDeg(to: shifted) < 1e-5)
        // A hundredth of the width is 30 pixels of 3,217 to the radian.
        #expect(abs(camera.pictureTurnDeg(to: shifted) - 30 / 3217.0 * 57.3) < 0.06)
        var wider = camera
        wider.fieldOfViewDeg = 51
        #expect(camera.pictureTurnDeg(to: wider) < 1e-3)
    }
}
