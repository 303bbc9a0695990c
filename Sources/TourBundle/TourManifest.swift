/// A built tour as headsets need it: the answer at `/api/v1/tour`.
package struct TourManifest: Sendable, Equatable, Codable {
    package static let currentFormat = 1

    package var format: Int
    package var id: String
    /// By language code.
    package var title: [String: String]
    /// Language codes, the tour's first choice first.
    package var languages: [String]
    /// Prepared messages of the guide's to all guests, by language code; absent where there are none.
    package var messages: [[String: String]]?
    package var places: [Place]
    /// Absent where a vehicle's way triggers nothing.
    package var drive: Drive?
    /// Absent without one.
    package var map: Map?

    package init(
        id: String,
        title: [String: String],
        languages: [String],
        messages: [[String: String]]? = nil,
        places: [Place],
        drive: Drive? = nil,
        map: Map? = nil
    ) {
        self.format = Self.currentFormat
        self.id = id
        self.title = title
        self.languages = languages
        self.messages = messages
        self.places = places
        self.drive = drive
        self.map = map
    }

    package struct Place: Sendable, Equatable, Codable {
        package var id: String
        package var title: [String: String]
        package var location: Location
        /// `stopped`, `slow` or `any`.
        package var comfort: String
        /// By date.
        package var epochs: [Epoch]
        /// The epoch that is shown first; nil where that is the first of `epochs`.
        package var first: String?

        package init(
            id: String,
            title: [String: String],
            location: Location,
            comfort: String,
            epochs: [Epoch],
            first: String? = nil
        ) {
            self.id = id
            self.title = title
            self.location = location
            self.comfort = comfort
            self.epochs = epochs
            self.first = first
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
}
