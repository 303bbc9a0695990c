extension TourFinding {
    /// The kind of a finding; the raw values stay the same from version to version (`Tours/FORMAT.md` explains each).
    package enum Code: String, Sendable, CaseIterable {
        // The file
        case unreadable
        case fileTooLarge = "file-too-large"
        case notText = "not-text"
        case emptyFile = "empty-file"
        case syntax
        case tab
        case alias
        case duplicateKey = "duplicate-key"
        // Keys and types
        case wrongVersion = "wrong-version"
        case unknownKey = "unknown-key"
        case missingKey = "missing-key"
        case eitherOr = "either-or"
        case unfittingKey = "unfitting-key"
        case incompleteAttribution = "incomplete-attribution"
        case wrongType = "wrong-type"
        // Values
        case emptyText = "empty-text"
        case emptyList = "empty-list"
        case unknownValue = "unknown-value"
        case outOfRange = "out-of-range"
        case notFinite = "not-finite"
        case swappedCoordinates = "swapped-coordinates"
        case wrongOrder = "wrong-order"
        case contradiction
        case ambiguousYears = "ambiguous-years"
        case tooFewPoints = "too-few-points"
        // Control points
        case pointOutside = "point-outside"
        case repeatedPoint = "repeated-point"
        case collinearPoints = "collinear-points"
        case mirroredPhoto = "mirrored-photo"
        case doubtfulPoint = "doubtful-point"
        case fewPoints = "few-points"
        case unknownLens = "unknown-lens"
        case parallax
        // Languages
        case badLanguage = "bad-language"
        case duplicateLanguage = "duplicate-language"
        case unknownLanguage = "unknown-language"
        case missingLanguage = "missing-language"
        // References
        case badID = "bad-id"
        case duplicateID = "duplicate-id"
        case unknownEpoch = "unknown-epoch"
        case badPath = "bad-path"
        case missingFile = "missing-file"
        // Files of geometry
        case wrongGeometry = "wrong-geometry"
        // The guide's map
        case badMap = "bad-map"
        case mapElsewhere = "map-elsewhere"
        // The drive
        case ambiguousPlace = "ambiguous-place"
        case offRoute = "off-route"
        case unreachablePlace = "unreachable-place"
        case triggerBeforeStart = "trigger-before-start"
        case headingAgainstRoute = "heading-against-route"
        case wrongProgress = "wrong-progress"
        case overlappingTriggers = "overlapping-triggers"
        case guideOnly = "guide-only"
        // Media
        case badPicture = "bad-picture"
        case smallPhoto = "small-photo"
        case largePhoto = "large-photo"
        case badStereo = "bad-stereo"
        case swappedEyes = "swapped-eyes"
        case badSound = "bad-sound"
        case longNarration = "long-narration"
        case unknownDuration = "unknown-duration"
        case missingCaptions = "missing-captions"
        case unknownReference = "unknown-reference"
        case unusedFile = "unused-file"
    }
}
