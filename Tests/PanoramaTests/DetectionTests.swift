import Panorama
import Testing

@Suite struct DetectionTests {
    static func metadata(_ change: (inout ProjectionMetadata) -> Void) -> ProjectionMetadata {
        var metadata = ProjectionMetadata()
        metadata.projectionType = "equirectangular"
        change(&metadata)
        return metadata
    }

    /// 3000 x 1000 pixels out of 8000 x 4000, from column 1000 and row 1200 on.
    static let cropped = metadata {
        ($0.fullWidth, $0.fullHeight) = (8000, 4000)
        ($0.croppedWidth, $0.croppedHeight) = (3000, 1000)
        ($0.croppedLeft, $0.croppedTop) = (1000, 1200)
    }

    static func wish(_ change: (inout ProjectionWish) -> Void) -> ProjectionWish {
        var wish = ProjectionWish()
        change(&wish)
        return wish
    }

    static func fault(
        _ width: Int,
        _ height: Int,
        _ metadata: ProjectionMetadata? = nil,
        _ wish: ProjectionWish = ProjectionWish()
    ) -> ProjectionError? {
        do throws(ProjectionError) {
            _ = try SourceProjection.detect(width: width, height: height, metadata: metadata, wish: wish)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [(4096, 2048), (4095, 2048), (4097, 2048), (4, 2)])
    func `two to one is a full panorama`(width: Int, height: Int) throws {
        let found = try SourceProjection.detect(width: width, height: height, metadata: nil)
        #expect(found.projection == .equirectangular(EquirectangularRegion(width: width, height: height)))
        #expect(found.evidence == .size && found.stereo == .none && found.pose == nil)
    }

    @Test(arguments: [(4000, 3000), (4096, 4096), (4098, 2048), (100, 200), (8000, 2000), (2, 1), (1, 1)])
    func `anything else needs a word`(width: Int, height: Int) {
        let fault = Self.fault(width, height)
        #expect(fault == .unknown(width: width, height: height))
        #expect("\(String(describing: fault))".isEmpty == false)
    }

    @Test func `a square may be two eyes, and says how to say so`() throws {
        #expect(ProjectionError.unknown(width: 4096, height: 4096).description.contains("--stereo top-bottom"))
        #expect(ProjectionError.unknown(width: 8192, height: 2048).description.contains("--stereo side-by-side"))
        for (width, height, stereo) in [(4096, 4096, StereoLayout.topBottom), (8192, 2048, .sideBySide)] {
            let found = try SourceProjection.detect(
                width: width,
                height: height,
                metadata: nil,
                wish: Self.wish { $0.stereo = stereo }
            )
            #expect(found.stereo == stereo)
            #expect(found.projection == .equirectangular(EquirectangularRegion(width: 4096, height: 2048)))
        }
        let odd = Self.fault(4096, 4095, nil, Self.wish { $0.stereo = .topBottom })
        #expect(odd == .oddStereo(.topBottom, width: 4096, height: 4095))
    }

    @Test func `GPano says which part of the sphere a crop is`() throws {
        let found = try SourceProjection.detect(width: 3000, height: 1000, metadata: Self.cropped)
        let region = EquirectangularRegion(
            width: 3000,
            height: 1000,
            fullWidth: 8000,
            fullHeight: 4000,
            left: 1000,
            top: 1200
        )
        #expect(found.projection == .equirectangular(region))
        #expect(found.evidence == .metadata)
    }

    @Test func `a picture may have been scaled since its metadata were written`() throws {
        let found = try SourceProjection.detect(width: 1500, height: 500, metadata: Self.cropped)
        let region = EquirectangularRegion(
            width: 1500,
            height: 500,
            fullWidth: 4000,
            fullHeight: 2000,
            left: 500,
            top: 600
        )
        #expect(found.projection == .equirectangular(region))
        // Rounded to whole pixels.
        #expect(Self.fault(1000, 333, Self.cropped) == nil)
        let whole = Self.metadata {
            ($0.fullWidth, $0.fullHeight, $0.croppedWidth, $0.croppedHeight) = (8000, 4000, 8000, 4000)
        }
        let scaled = try SourceProjection.detect(width: 999, height: 500, metadata: whole)
        #expect(scaled.projection == .equirectangular(EquirectangularRegion(width: 999, height: 500)))
    }

    @Test func `GPano without a crop is a full panorama`() throws {
        let metadata = Self.metadata { $0.poseHeadingDeg = 123.5 }
        let found = try SourceProjection.detect(width: 4096, height: 2048, metadata: metadata)
        #expect(found.projection == .equirectangular(EquirectangularRegion(width: 4096, height: 2048)))
        #expect(found.pose == Pose(headingDeg: 123.5))
        #expect(Self.fault(4096, 4096, metadata) == .unknown(width: 4096, height: 4096))
    }

    @Test func `metadata without a type are those of an equirectangular picture`() throws {
        var metadata = Self.cropped
        metadata.projectionType = nil
        let found = try SourceProjection.detect(width: 3000, height: 1000, metadata: metadata)
        #expect(found.evidence == .metadata)
    }

    /// GPano: a top above the horizon is negative.
    @Test func `GPano gives a cylinder's top from the horizon`() throws {
        let metadata = Self.metadata {
            $0.projectionType = "cylindrical"
            ($0.fullWidth, $0.croppedWidth, $0.croppedHeight) = (10000, 4000, 1500)
            ($0.croppedLeft, $0.croppedTop) = (3000, -600)
        }
        let found = try SourceProjection.detect(width: 2000, height: 750, metadata: metadata)
        let cylinder = Cylinder(width: 2000, height: 750, fullWidth: 5000, left: 1500, horizon: 300)
        #expect(found.projection == .cylindrical(cylinder))
        let bare = Self.metadata { $0.projectionType = "cylindrical" }
        #expect(Self.fault(2000, 750, bare) == .missingFieldOfView(.cylindrical))
    }

    /// A field, and metadata in which it contradicts the rest.
    static let contradictions: [(String, ProjectionMetadata)] = [
        ("CroppedAreaLeftPixels", changed { $0.croppedLeft = 5001 }),
        ("CroppedAreaLeftPixels", changed { $0.croppedLeft = -1 }),
        ("CroppedAreaTopPixels", changed { $0.croppedTop = 3001 }),
        ("CroppedAreaTopPixels", changed { $0.croppedTop = .min }),
        ("FullPanoHeightPixels", changed { $0.fullHeight = 3000 }),
        ("FullPanoWidthPixels", changed { $0.fullWidth = .max }),
        ("FullPanoHeightPixels", changed { $0.fullHeight = .max }),
        ("FullPanoWidthPixels", changed { $0.fullWidth = 0 }),
        ("FullPanoWidthPixels", changed { ($0.fullWidth, $0.fullHeight) = (nil, nil) }),
        ("CroppedAreaImageWidthPixels", changed { $0.croppedWidth = 2000 }),
        ("CroppedAreaImageHeightPixels", changed { $0.croppedHeight = 0 }),
        ("CroppedAreaImageHeightPixels", changed { $0.croppedHeight = 1300 }),
    ]

    static func changed(_ change: (inout ProjectionMetadata) -> Void) -> ProjectionMetadata {
        var metadata = cropped
        change(&metadata)
        return metadata
    }

    @Test(arguments: contradictions) func `a contradiction is named`(field: String, metadata: ProjectionMetadata) {
        guard case .contradiction(let what) = Self.fault(3000, 1000, metadata) else {
            Issue.record("\(field) was believed")
            return
        }
        #expect(what.contains(field))
    }

    @Test func `an unknown type is named, and overridden`() {
        let metadata = Self.metadata { $0.projectionType = "Stereographic" }
        #expect(Self.fault(2000, 1000, metadata) == .unknownType("Stereographic"))
        #expect(Self.fault(2000, 1000, metadata, Self.wish { $0.kind = .equirectangular }) == nil)
    }

    @Test(arguments: [(-361.0, 0.0, 0.0), (361, 0, 0), (0, 91, 0), (0, 0, -361), (.nan, 0, 0), (0, .infinity, 0)])
    func `a pose out of range is refused`(heading: Double, pitch: Double, roll: Double) {
        let metadata = Self.metadata {
            ($0.poseHeadingDeg, $0.posePitchDeg, $0.poseRollDeg) = (heading, pitch, roll)
        }
        guard case .poseOutOfRange = Self.fault(2000, 1000, metadata) else {
            Issue.record("believed")
            return
        }
    }

    @Test(
        arguments: [
            ((-10.0, 0.0, 0.0), Pose(headingDeg: 350)), ((360, 5, 200), Pose(pitchDeg: 5, rollDeg: -160)),
            ((0, 0, -180), Pose(rollDeg: 180)),
            ((359.5, -90, 180), Pose(headingDeg: 359.5, pitchDeg: -90, rollDeg: 180)),
        ]
    )
    func `angles are brought into their ranges`(angles: (Double, Double, Double), pose: Pose) throws {
        let metadata = Self.metadata { ($0.poseHeadingDeg, $0.posePitchDeg, $0.poseRollDeg) = angles }
        #expect(try SourceProjection.detect(width: 2000, height: 1000, metadata: metadata).pose == pose)
    }

    @Test func `a wish goes before metadata`() throws {
        let wish = Self.wish { ($0.kind, $0.fieldOfViewDeg) = (.equirectangular, 180) }
        let found = try SourceProjection.detect(width: 3000, height: 1000, metadata: Self.cropped, wish: wish)
        let region = EquirectangularRegion(
            width: 3000,
            height: 1000,
            fullWidth: 6000,
            fullHeight: 3000,
            left: 1500,
            top: 1000
        )
        #expect(found.projection == .equirectangular(region))
        #expect(found.evidence == .wish)
        let same = Self.wish { $0.kind = .equirectangular }
        let kept = try SourceProjection.detect(width: 3000, height: 1000, metadata: Self.cropped, wish: same)
        #expect(kept.evidence == .metadata)
    }

    @Test func `an equirectangular strip lies about the horizon`() throws {
        let wish = Self.wish { $0.kind = .equirectangular }
        let found = try SourceProjection.detect(width: 6000, height: 1000, metadata: nil, wish: wish)
        let region = EquirectangularRegion(
            width: 6000,
            height: 1000,
            fullWidth: 6000,
            fullHeight: 3000,
            left: 0,
            top: 1000
        )
        #expect(found.projection == .equirectangular(region))
        #expect(Self.fault(1000, 600, nil, wish) == .beyondPoles(width: 1000, height: 600, fieldOfViewDeg: 360))
    }

    @Test func `a cylinder is as wide as it is said to be`() throws {
        let wish = Self.wish { ($0.kind, $0.fieldOfViewDeg) = (.cylindrical, 120) }
        let found = try SourceProjection.detect(width: 3000, height: 1000, metadata: nil, wish: wish)
        #expect(found.projection == .cylindrical(Cylinder(width: 3000, height: 1000, fieldOfViewDeg: 120)))
        #expect(Self.fault(30, 10, nil, Self.wish { $0.kind = .cylindrical }) == .missingFieldOfView(.cylindrical))
        let wide = Self.wish { ($0.kind, $0.fieldOfViewDeg) = (.cylindrical, 361) }
        #expect(Self.fault(30, 10, nil, wide) == .fieldOfViewOutOfRange(.cylindrical, degrees: 361, most: 360))
    }

    @Test func `a photograph lies where it is said to lie`() throws {
        let pose = Pose(headingDeg: 30, pitchDeg: -5, rollDeg: 2)
        let wish = Self.wish { ($0.kind, $0.fieldOfViewDeg, $0.pose) = (.rectilinear, 65, pose) }
        let found = try SourceProjection.detect(width: 300, height: 200, metadata: nil, wish: wish)
        let view = RectilinearView(width: 300, height: 200, pose: pose, fieldOfViewDeg: 65)
        #expect(found.projection == .rectilinear(view))
        #expect(Self.fault(30, 20, nil, Self.wish { $0.kind = .rectilinear }) == .missingFieldOfView(.rectilinear))
        for degrees in [0, 180, -65, .nan, .infinity] {
            let wrong = Self.wish { ($0.kind, $0.fieldOfViewDeg) = (.rectilinear, degrees) }
            guard case .fieldOfViewOutOfRange = Self.fault(30, 20, nil, wrong) else {
                Issue.record("\(degrees) was believed")
                continue
            }
        }
    }

    @Test func `one picture is no cubemap`() {
        #expect(Self.fault(512, 512, nil, Self.wish { $0.kind = .cubemap }) == .singleCubeFace)
    }

    @Test func `every fault says what to do`() {
        let faults: [ProjectionError] = [
            .unknown(width: 3, height: 2), .unknownType("x"), .contradiction(what: "x"),
            .poseOutOfRange(field: "PosePitchDegrees", value: 99, range: -90...90), .missingFieldOfView(.cylindrical),
            .fieldOfViewOutOfRange(.rectilinear, degrees: .nan, most: 170),
            .beyondPoles(width: 3, height: 2, fieldOfViewDeg: 360), .oddStereo(.sideBySide, width: 3, height: 2),
            .singleCubeFace,
        ]
        for fault in faults {
            #expect(fault.description.contains("; "))
            #expect(!fault.description.contains("\n"))
        }
    }
}
