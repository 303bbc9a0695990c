extension TourDocument {
    /// How a photo was drawn by its camera.
    package struct Lens: Sendable, Hashable {
        /// Over the photo's width, 1…179; of a stereo card over that of one half.
        package let fieldOfViewDegrees: Double
        /// Where the optical axis meets the picture: right of its middle, in shares of its width.
        package let shiftRight: Double
        /// The same above its middle, in shares of its width too.
        package let shiftUp: Double
        /// The first radial coefficient, the radius in units of the focal length.
        package let distortion: Double
    }
}
