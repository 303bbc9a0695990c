extension TourDocument {
    /// A file that the document names.
    package struct Reference: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            case route
            /// Of the guide's map.
            case map
            /// A folder: of the guide's map.
            case tiles
            case zone
            case panorama
            case photo
            case script
            case narration
            case captions
        }

        package let kind: Kind
        /// As written, relative to the document.
        package let path: String
        package let mark: SourceMark
    }
}
