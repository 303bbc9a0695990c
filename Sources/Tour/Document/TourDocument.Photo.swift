extension TourDocument {
    /// A flat photograph laid over the panorama of another epoch of its place.
    package struct Photo: Sendable {
        package let path: String
        /// The id of the epoch it is laid over, one with a panorama.
        package let base: String
        package let placement: Placement
        package let tone: Tone
        package let marks: Marks
    }
}
