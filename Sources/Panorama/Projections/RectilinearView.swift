/// What a photograph shows whose lens keeps straight lines straight.
package struct RectilinearView: Sendable, Hashable {
    /// Of the picture, in texels.
    package let width: Int
    package let height: Int
    /// Of the camera within the panorama: its heading is the yaw at which it looks.
    package let pose: Pose
    /// From the picture's left edge to its right one, above 0 and below 180.
    package let fieldOfViewDeg: Double
    /// Texels from the eye to the picture's plane.
    package let focal: Double
    let toCamera: Rotation

    package init(width: Int, height: Int, pose: Pose, fieldOfViewDeg: Double) {
        precondition(width > 0 && height > 0 && fieldOfViewDeg > 0 && fieldOfViewDeg < 180)
        self.width = width
        self.height = height
        self.pose = pose
        self.fieldOfViewDeg = fieldOfViewDeg
        focal = Double(width) / 2 / tangent(degrees: fieldOfViewDeg / 2)
        toCamera = pose.rotation.inverse
    }

    /// As if the picture went on beyond its edges; nil beside and behind the camera.
    func extendedPosition(of direction: SIMD3<Double>) -> SIMD2<Double>? {
        let ray = toCamera(direction)
        guard ray.z < 0 else { return nil }
        return SIMD2(
            Double(width) / 2 - focal * ray.x / ray.z - 0.5,
            Double(height) / 2 + focal * ray.y / ray.z - 0.5
        )
    }

    /// Each edge of the picture and the eye span a plane; a cap beyond one of them is out of sight.
    func mayShow(_ cap: SphericalCap) -> Bool {
        let centre = toCamera(cap.centre)
        let (sine, _) = sineAndCosine(degrees: cap.radius * 180 / Double.pi)
        let (right, up) = (Double(width) / 2 / focal, Double(height) / 2 / focal)
        return [
            SIMD3(1, 0, right), SIMD3(-1, 0, right), SIMD3(0, 1, up), SIMD3(0, -1, up),
        ].allSatisfy { outwards in (centre * outwards).sum() < sine * length(outwards) }
    }
}
