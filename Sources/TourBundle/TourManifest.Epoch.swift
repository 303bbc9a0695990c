package import Panorama

extension TourManifest {
    /// A place at one time. What follows `captions` is nil where there is nothing to say, and in bundles of before there was.
    package struct Epoch: Sendable, Equatable, Codable {
        package var id: String
        package var fromYear: Int
        /// The same as `fromYear` where the epoch is a single year.
        package var toYear: Int
        /// Whether the years are approximate.
        package var circa: Bool
        /// Of both eyes, or of the left one.
        package var panorama: Digest
        /// Compass heading of the panorama's centre column, clockwise from true north.
        package var headingDeg: Double
        package var credit: String
        package var licence: String
        package var source: String?
        /// Sound and WebVTT captions, by language code.
        package var narration: [String: Digest]
        package var captions: [String: Digest]
        /// `documented`, `reconstructed` or `imagined`.
        package var certainty: String?
        /// The panorama of the right eye.
        package var right: Digest?
        /// The same without restoration; of the left eye, where there are two.
        package var original: Digest?
        /// What was corrected: `dust`, `fading`.
        package var restored: [String]?
        /// Goes before the panorama's own, and its heading before `headingDeg`.
        package var pose: Pose?
        /// The edges of photos in the panorama's own frame: polygons whose last point adjoins the first.
        package var documented: [[Direction]]?
        /// What was done to the panorama around the photos: `keep`, `fade`, `sepia` or `paper`.
        package var tone: String?
        /// The epoch of the same place whose panorama surrounds the photos.
        package var over: String?

        package init(
            id: String,
            fromYear: Int,
            toYear: Int,
            circa: Bool,
            panorama: Digest,
            headingDeg: Double,
            credit: String,
            licence: String,
            source: String?,
            narration: [String: Digest],
            captions: [String: Digest]
        ) {
            self.id = id
            self.fromYear = fromYear
            self.toYear = toYear
            self.circa = circa
            self.panorama = panorama
            self.headingDeg = headingDeg
            self.credit = credit
            self.licence = licence
            self.source = source
            self.narration = narration
            self.captions = captions
        }
    }

    /// In a panorama's own frame.
    package struct Direction: Sendable, Hashable, Codable {
        /// From the centre column, -180...180, positive to the right.
        package var yawDeg: Double
        /// -90...90, positive up.
        package var pitchDeg: Double

        package init(yawDeg: Double, pitchDeg: Double) {
            self.yawDeg = yawDeg
            self.pitchDeg = pitchDeg
        }
    }
}
