import Foundation
import Panorama
import Testing

@Suite struct EquirectangularTests {
    let panorama = Equirectangular(width: 4096, height: 2048)

    /// Texel centres at half-integers: yaw = ((i + 0.5) / W - 0.5) · 360°.
    @Test func `puts every texel centre where the convention says`() {
        for (column, row) in [(0, 0), (4095, 0), (2047, 1023), (2048, 1024), (17, 2047), (3000, 500)] {
            let yaw = ((Double(column) + 0.5) / 4096 - 0.5) * 2 * Double.pi
            let pitch = (0.5 - (Double(row) + 0.5) / 2048) * Double.pi
            let direction = SIMD3(sin(yaw) * cos(pitch), sin(pitch), -cos(yaw) * cos(pitch))
            let position = panorama.position(of: 3 * direction)
            #expect(abs(position.x - Double(column)) < 1e-6)
            #expect(abs(position.y - Double(row)) < 1e-9)
        }
    }

    @Test func `sees forward in the middle and right to the right of it`() {
        #expect(panorama.position(of: [0, 0, -1]) == [2047.5, 1023.5])
        #expect(panorama.position(of: [1, 0, 0]) == [3071.5, 1023.5])
        #expect(panorama.position(of: [0, 1, 0]).y == -0.5)
        #expect(panorama.position(of: [0, -1, 0]).y == 2047.5)
    }

    @Test func `keeps the resolution of the panorama at a face's centre`() {
        #expect(panorama.faceSize == 1304)
        #expect(Equirectangular(width: 8192, height: 4096).faceSize == 2608)
    }
}
