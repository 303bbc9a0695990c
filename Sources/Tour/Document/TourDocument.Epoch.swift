extension TourDocument {
    /// A place as it was, or may have been, at one time.
    package struct Epoch: Sendable {
        package let id: String
        package let years: Years
        package let picture: Picture
        /// Of the centre column, 0…360, clockwise from true north; never where a base tells it.
        package let headingDegrees: Double?
        package let credit: String
        package let licence: String
        /// Archive and signature, or how the picture was made.
        package let source: String
        package let certainty: Certainty
        /// Paths of text files: what is to be spoken.
        package let script: Localized?
        /// Paths of sound files.
        package let narration: Localized?
        /// Paths of WebVTT files.
        package let captions: Localized?
        package let hotspots: [Hotspot]
        package let marks: Marks
    }
}
