import Panorama
import Testing

/// The conventions of the project, written down a second time as plain vectors.
@Suite struct CubeFaceTests {
    @Test func `looks along its axis`() {
        let axes: [(CubeFace, SIMD3<Double>)] = [
            (.front, [0, 0, -1]), (.right, [1, 0, 0]), (.back, [0, 0, 1]),
            (.left, [-1, 0, 0]), (.up, [0, 1, 0]), (.down, [0, -1, 0]),
        ]
        for (face, axis) in axes { #expect(face.direction(u: 0, v: 0) == axis) }
    }

    /// Edges that are the same line of the cube: (face, u, v) on both sides, in the same order.
    @Test(arguments: [-1.0, -0.5, 0, 0.25, 1])
    func `adjoins its neighbours`(t: Double) {
        let edges: [(CubeFace, Double, Double, CubeFace, Double, Double)] = [
            (.front, 1, t, .right, -1, t), (.right, 1, t, .back, -1, t), (.back, 1, t, .left, -1, t),
            (.left, 1, t, .front, -1, t), (.up, t, 1, .front, t, -1), (.down, t, -1, .front, t, 1),
            (.up, 1, -t, .right, t, -1), (.up, -1, t, .left, t, -1), (.up, -t, -1, .back, t, -1),
            (.down, 1, t, .right, t, 1), (.down, -1, -t, .left, t, 1), (.down, -t, 1, .back, t, 1),
        ]
        for (one, u, v, other, s, w) in edges {
            #expect(one.direction(u: u, v: v) == other.direction(u: s, v: w), "\(one) \(other)")
        }
    }

    @Test func `is known by its letter`() {
        #expect(CubeFace.allCases.map { String($0.letter) } == ["f", "r", "b", "l", "u", "d"])
        for face in CubeFace.allCases { #expect(CubeFace(letter: String(face.letter)) == face) }
        for text in ["", "x", "F", "fr"] { #expect(CubeFace(letter: text) == nil) }
    }
}
