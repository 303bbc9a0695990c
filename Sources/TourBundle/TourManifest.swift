/// A built tour as headsets need it: the answer at `/api/v1/tour`.
package struct TourManifest: Sendable, Equatable, Codable {
    package static let currentFormat = 1

    package var format: Int
    package var id: String
    /// By language code.
    package var title: [String: String]
    /// Language codes, the tour's first choice first.
    package var languages: [String]
    package var places: [Place]
    /// Absent where a vehicle's way triggers nothing.
    package var drive: Drive?

    package init(
        id: String,
        title: [String: String],
        languages: [String],
        places: [Place],
        drive: Drive? = nil
    ) {
        self.format = Self.currentFormat
        self.id = id
        self.title = title
        self.languages = languages
        self.places = places
        self.drive = drive
    }

    package struct Place: Sendable, Equatable, Codable {
        package var id: String
        package var title: [String: String]
        package var location: Location
        /// `stopped`, `slow` or `any`.
        package var comfort: String
        package var epochs: [Epoch]

        package init(id: String, title: [String: String], location: Location, comfort: String, epochs: [Epoch]) {
            self.id = id
            self.title = title
            self.location = location
            self.comfort = comfort
            self.epochs = epochs
        }
    }

    /// WGS 84.
    package struct Location: Sendable, Equatable, Codable {
        package var latitudeDeg: Double
        package var longitudeDeg: Double

        package init(latitudeDeg: Double, longitudeDeg: Double) {
            self.latitudeDeg = latitudeDeg
            self.longitudeDeg = longitudeDeg
        }
    }

    package struct Epoch: Sendable, Equatable, Codable {
        package var id: String
        package var fromYear: Int
        /// The same as `fromYear` where the epoch is a single year.
        package var toYear: Int
        /// Whether the years are approximate.
        package var circa: Bool
        package var panorama: Digest
        /// Compass heading of the panorama's centre column, clockwise from true north.
        package var headingDeg: Double
        package var credit: String
        package var licence: String
        package var source: String?
        /// Sound and WebVTT captions, by language code.
        package var narration: [String: Digest]
        package var captions: [String: Digest]

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
}
