extension TourDocument {
    /// What an epoch shows.
    package enum Picture: Sendable {
        /// The path of a picture of the whole sphere or of a part of it.
        case panorama(String)
        case photo(Photo)
    }
}
