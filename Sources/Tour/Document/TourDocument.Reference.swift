extension TourDocument {
    /// A file that the document names.
    package struct Reference: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            case route
            case map
            case zone
            case panorama
            case photo
            case narration
            case captions
        }

        package let kind: Kind
        /// As written, relative to the document.
        package let path: String
        package let mark: SourceMark
    }
}
