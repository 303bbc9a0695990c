import Foundation
import Panorama
import Testing

/// Four places at a time against one by one, which other tests hold to libm.
@Suite struct TexelPlacesTests {
    static let projections: [SourceProjection] = [
        .equirectangular(EquirectangularRegion(width: 60_000, height: 30_000)),
        .equirectangular(
            EquirectangularRegion(width: 400, height: 200, fullWidth: 801.5, fullHeight: 400.75, left: 90, top: 10)
        ),
        .cylindrical(Cylinder(width: 600, height: 300, fieldOfViewDeg: 270, horizon: 120)),
        .cylindrical(Cylinder(width: 30_000, height: 300, fieldOfViewDeg: 360)),
        .rectilinear(
            RectilinearView(
                width: 400,
                height: 300,
                pose: Pose(headingDeg: 45, pitchDeg: 20, rollDeg: 10),
                fieldOfViewDeg: 60
            )
        ),
        .rectilinear(
            RectilinearView(
                width: 40_000,
                height: 300,
                pose: Pose(headingDeg: -170, pitchDeg: -75, rollDeg: 130),
                fieldOfViewDeg: 160
            )
        ),
        .cylindrical(
            Cylinder(
                width: 600,
                height: 300,
                fieldOfViewDeg: 270,
                horizon: 120,
                pose: Pose(headingDeg: 33, pitchDeg: 12, rollDeg: -7)
            )
        ),
        .cylindrical(Cylinder(width: 600, height: 300, fieldOfViewDeg: 100, pose: Pose(headingDeg: -120))),
        .rectilinear(RectilinearTests.bent(distortion: -0.3)),
        .rectilinear(RectilinearTests.bent(distortion: 0.2)),
        .rectilinear(RectilinearTests.facade),
        .cubemap(size: 301),
    ]

    @Test(arguments: projections) func `are those of each direction`(projection: SourceProjection) {
        let size = 254
        var largest = 0.0
        var count = 0
        for face in CubeFace.allCases {
            let region = FaceRegion(face: face, faceSize: size, columns: 0..<size, rows: 0..<size)
            let places = TexelPlaces(of: region, in: projection)
            #expect(places.width == size && places.height == size && places.stride == 256)
            for row in 0..<size {
                for column in 0..<size {
                    let direction = face.direction(u: region.u[column], v: region.v[row])
                    guard let exact = projection.position(of: direction) else { continue }
                    let at = row * places.stride + column
                    let error = max(abs(places.columns[at] - exact.column), abs(places.rows[at] - exact.row))
                    largest = max(largest, error)
                    count += 1
                }
            }
        }
        print("\(projection.kind): at most \(largest) texels off, \(count) looked at")
        #expect(count > 2000)
        #expect(largest < 1e-5)
    }

    /// Straight up and down, behind a camera, at a picture's own edges.
    @Test(arguments: projections) func `are numbers everywhere, and outside where nothing is shown`(
        projection: SourceProjection
    ) {
        let (width, height) = projection.pictureSize
        for face in CubeFace.allCases {
            // A face of odd size has a texel in its very middle.
            let region = FaceRegion(face: face, faceSize: 101, columns: -3..<104, rows: -3..<104)
            let places = TexelPlaces(of: region, in: projection)
            #expect((places.columns + places.rows).allSatisfy { !$0.isNaN })
            for row in 3..<104 {
                for column in 3..<104 {
                    let direction = face.direction(u: region.u[column], v: region.v[row])
                    guard projection.position(of: direction) == nil else { continue }
                    let (x, y) = (
                        places.columns[row * places.stride + column], places.rows[row * places.stride + column]
                    )
                    let isInside =
                        x > -0.4999 && x < Double(width) - 0.5001 && y > -0.4999 && y < Double(height) - 0.5001
                    #expect(!isInside)
                }
            }
        }
    }
}
