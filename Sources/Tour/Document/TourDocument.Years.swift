extension TourDocument {
    /// The time that an epoch shows, in years; −1 is 1 BC, and there is no year 0.
    package struct Years: Sendable, Hashable {
        static let range = -100_000...9_999

        package let from: Int
        /// `from` itself for a single year, never before it.
        package let to: Int
        package let isCirca: Bool
    }
}
