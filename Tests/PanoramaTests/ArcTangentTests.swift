import Foundation
import Panorama
import Testing

@Suite struct ArcTangentTests {
    @Test func `agrees with libm all round the circle`() {
        for step in -180_000...180_000 {
            let angle = Double(step) * .pi / 180_000
            for radius in [1e-9, 1, 1e9] {
                let (y, x) = (radius * sin(angle), radius * cos(angle))
                #expect(abs(arcTangent(y: y, x: x) - atan2(y, x)) < 1e-14)
            }
        }
    }

    @Test func `gives the axes exactly`() {
        #expect(arcTangent(y: 0, x: 1) == 0)
        #expect(arcTangent(y: 1, x: 0) == .pi / 2)
        #expect(arcTangent(y: -1, x: 0) == -.pi / 2)
        #expect(arcTangent(y: 0, x: -1) == .pi)
        #expect(arcTangent(y: 0, x: 0) == 0)
    }
}
