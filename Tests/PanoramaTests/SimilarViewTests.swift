import Foundation
import Panorama
import Testing

/// A picture that was cut, turned or scaled shows every direction where its definition says.
@Suite struct SimilarViewTests {
    static let views: [RectilinearView] = [
        RectilinearView(
            width: 400,
            height: 300,
            pose: Pose(headingDeg: 20, pitchDeg: 10, rollDeg: 5),
            fieldOfViewDeg: 60
        ),
        RectilinearView(
            width: 500,
            height: 300,
            pose: Pose(headingDeg: -170, pitchDeg: -40, rollDeg: 80),
            lens: PhotoLens(fieldOfViewDeg: 50, shiftRight: 0.2, shiftUp: -0.1, distortion: -0.15)
        ),
    ]

    static let plane = RectilinearView(
        width: 400,
        height: 300,
        plane: PhotoPlane(x: [300, 10, -200], y: [20, -310, -150], w: [0.1, 0.05, -1])
    )

    @Test(arguments: views + [plane].compactMap(\.self), [(0.0, 1.0), (1.5, 1.02), (-40, 0.5)])
    func `shows a direction where the turned and scaled picture has it`(
        _ view: RectilinearView,
        turn: (degrees: Double, scale: Double)
    ) throws {
        let (from, to) = (SIMD2(120.0, 90.0), SIMD2(33.0, 250.0))
        let similar = try #require(
            view.similar(width: 350, height: 420, from: from, to: to, turnDeg: turn.degrees, scale: turn.scale)
        )
        #expect(similar.width == 350 && similar.height == 420)
        // Clockwise, where rows go down.
        let (sine, cosine) = (sin(turn.degrees * .pi / 180), cos(turn.degrees * .pi / 180))
        for column in stride(from: 0.0, through: 400, by: 40) {
            for row in stride(from: 0.0, through: 300, by: 30) {
                let direction = try #require(view.direction(x: column, y: row))
                let way = turn.scale * (SIMD2(column, row) - from)
                let wanted = to + SIMD2(cosine * way.x - sine * way.y, sine * way.x + cosine * way.y)
                let shown = try #require(SourceProjection.rectilinear(similar).extendedPosition(of: direction))
                #expect(abs(shown.column + 0.5 - wanted.x) < 1e-6 && abs(shown.row + 0.5 - wanted.y) < 1e-6)
            }
        }
    }
}
