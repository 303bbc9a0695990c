/// A facade in a photograph that was taken elsewhere than the panorama: the homography from directions to the picture.
///
/// Two pictures of one plane differ by a homography, wherever they were taken from (Hartley and Zisserman, Multiple View Geometry,
/// 2nd edition, section 13.1). It is right for what lies in that plane, and for nothing else.
package struct PhotoPlane: Sendable, Hashable, Codable {
    /// The direction d is shown x·d / w·d from the picture's left edge and y·d / w·d from its top edge, in texels, where w·d > 0.
    package let x: SIMD3<Double>
    package let y: SIMD3<Double>
    package let w: SIMD3<Double>

    package init(x: SIMD3<Double>, y: SIMD3<Double>, w: SIMD3<Double>) {
        (self.x, self.y, self.w) = (x, y, w)
    }
}
