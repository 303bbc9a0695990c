/// A tour as its creator wrote it (`tour.yaml`), read and found valid in itself.
///
/// Paths are as written: relative to the document, resolved by ``resolve(_:)``.
package struct TourDocument: Sendable {
    /// The newest `zeitreise:` version of the format that this program reads.
    package static let formatVersion = 1
    /// More would be a mistake, and each costs time at every text.
    package static let mostLanguages = 64
    /// As much of a message as a guest reads at a glance, in Unicode's code points.
    package static let longestMessage = 160

    /// The document's own path, as it was handed in.
    package let file: String
    package let id: String
    package let title: Localized
    /// Language tags such as `de` or `en-GB`; the first is the one to fall back on. At least one, all different.
    package let languages: [String]
    /// A GeoJSON or GPX file.
    package let route: String?
    /// How fast the vehicle drives as a rule, for the checks alone.
    package let speedKilometresPerHour: Double
    package let map: BaseMap?
    /// What the guide may tell all guests with one touch.
    package let messages: [Localized]
    /// In the order of the file, ids all different. At least one.
    package let places: [Place]
    /// Every file that the document names, in the order of its lines.
    package internal(set) var references: [Reference]
    package let marks: Marks
}
