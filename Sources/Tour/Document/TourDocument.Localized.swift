extension TourDocument {
    /// A text, or the path of a file, in each language of the tour.
    package struct Localized: Sendable {
        package let values: [String: String]
        package let marks: Marks

        package subscript(language: String) -> String? { values[language] }
    }
}
