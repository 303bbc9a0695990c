/// What a photograph shows: of a lens, or of a facade that was taken from elsewhere (`PhotoPlane`).
package struct RectilinearView: Sendable, Hashable {
    /// Of the picture, in texels.
    package let width: Int
    package let height: Int
    /// Of the camera within the panorama: its heading is the yaw at which it looks. Of a facade that of the camera here whose
    /// picture is most like it about its middle.
    package let pose: Pose
    /// The same for a facade: of the field of view alone.
    package let lens: PhotoLens
    package let plane: PhotoPlane?
    let geometry: LensGeometry
    let toCamera: Matrix3

    package init(width: Int, height: Int, pose: Pose, lens: PhotoLens) {
        precondition(width > 0 && height > 0 && lens.isPossible)
        self.init(
            width: width,
            height: height,
            pose: pose,
            lens: lens,
            plane: nil,
            geometry: LensGeometry(lens, width: width, height: height),
            toCamera: Matrix3(pose.rotation.inverse)
        )
    }

    package init(width: Int, height: Int, pose: Pose, fieldOfViewDeg: Double) {
        self.init(width: width, height: height, pose: pose, lens: PhotoLens(fieldOfViewDeg: fieldOfViewDeg))
    }

    /// - Returns: nil where the plane is seen edge-on, mirrored, or not at all in the picture's middle.
    package init?(width: Int, height: Int, plane: PhotoPlane) {
        precondition(width > 0 && height > 0)
        let middle = SIMD2(Double(width) / 2, Double(height) / 2)
        // Rows for places from the picture's middle; both vanish where it looks.
        let (right, down) = (plane.x - middle.x * plane.w, plane.y - middle.y * plane.w)
        let ahead = cross(right, down)
        let area = length(ahead)
        guard area.isFinite, area > 0 else { return nil }
        let forward = ahead / area
        let depth = (plane.w * forward).sum()
        let focal = area.squareRoot() / depth
        guard depth > 0, focal.isFinite, focal > 0, length(right) > 0 else { return nil }
        let lens = LensGeometry(focal: focal, centre: middle).lens(width: width, height: height)
        guard lens.isPossible else { return nil }
        let axis = right / length(right)
        let rotation = Rotation(x: axis, y: cross(axis, forward), z: -forward)
        self.init(
            width: width,
            height: height,
            pose: Pose(rotation),
            lens: lens,
            plane: plane,
            geometry: LensGeometry(focal: focal, centre: middle),
            toCamera: Matrix3(rows: right / (focal * depth), -down / (focal * depth), -plane.w / depth)
        )
    }

    private init(
        width: Int,
        height: Int,
        pose: Pose,
        lens: PhotoLens,
        plane: PhotoPlane?,
        geometry: LensGeometry,
        toCamera: Matrix3
    ) {
        self.width = width
        self.height = height
        self.pose = pose
        self.lens = lens
        self.plane = plane
        self.geometry = geometry
        self.toCamera = toCamera
    }

    /// The same in another frame, in which its own stands like `frame`.
    func turned(_ frame: Pose) -> RectilinearView? {
        guard let plane else { return RectilinearView(width: width, height: height, pose: frame.of(pose), lens: lens) }
        let turn = frame.rotation
        let turned = PhotoPlane(x: turn(plane.x), y: turn(plane.y), w: turn(plane.w))
        return RectilinearView(width: width, height: height, plane: turned)
    }

    package var fieldOfViewDeg: Double { lens.fieldOfViewDeg }

    /// Texels from the eye to the picture's plane.
    package var focal: Double { geometry.focal }

    /// As if the picture went on beyond its edges; nil beside and behind the camera, and beyond the lens's reach.
    func extendedPosition(of direction: SIMD3<Double>) -> SIMD2<Double>? {
        geometry.place(of: toCamera(direction)).map { SIMD2($0.x - 0.5, $0.y - 0.5) }
    }

    /// What is seen at a place, from the picture's top left corner: in the panorama's frame, of length 1; nil where the lens shows
    /// nothing.
    package func direction(x: Double, y: Double) -> SIMD3<Double>? {
        guard let ray = geometry.ray(at: SIMD2(x, y)), let direction = toCamera.inverse?(ray) else { return nil }
        return unit(direction)
    }

    /// Each edge of the picture and the eye span a plane; a cap beyond one of them, or behind the camera, is out of sight.
    func mayShow(_ cap: SphericalCap) -> Bool {
        let (sine, _) = sineAndCosine(degrees: cap.radius * 180 / Double.pi)
        let (left, right, up, down) = geometry.bounds(width: width, height: height)
        return [
            SIMD3(1, 0, right), SIMD3(-1, 0, -left), SIMD3(0, 1, up), SIMD3(0, -1, -down), SIMD3(0, 0, 1),
        ].allSatisfy { edge in
            let outwards = toCamera.transposed(edge)
            return (cap.centre * outwards).sum() < sine * length(outwards)
        }
    }
}

extension LensGeometry {
    /// What a lens without fault would have to show for this one to fill the picture, in focal lengths from the axis, or more.
    fileprivate func bounds(width: Int, height: Int) -> (left: Double, right: Double, up: Double, down: Double) {
        let (left, right) = (-centre.x / focal, (Double(width) - centre.x) / focal)
        let (up, down) = (centre.y / focal, (centre.y - Double(height)) / focal)
        guard distortion != 0 else { return (left, right, up, down) }
        let (across, along) = (max(abs(left), abs(right)), max(abs(up), abs(down)))
        // From the axis to the farthest corner it changes one way; at its reach a barrel stretches by a half.
        let stretch = stretch(shown: (across * across + along * along).squareRoot()) ?? 1.5
        return (
            min(left, left * stretch), max(right, right * stretch), max(up, up * stretch), min(down, down * stretch)
        )
    }
}
