extension TourFinding {
    /// How bad a finding is.
    package enum Level: String, Sendable, CaseIterable {
        /// The tour cannot be built, or part of it can never be shown.
        case error
        /// The tour works, but hardly as it was meant.
        case warning
        /// Worth knowing: it may be meant so, or could not be checked.
        case note
    }

    package var level: Level { code.level }
}

extension TourFinding.Code {
    package var level: TourFinding.Level {
        switch self {
        case .ambiguousYears, .doubtfulPoint, .fewPoints, .unknownLens, .parallax, .wrongProgress, .overlappingTriggers,
            .smallPhoto, .largePhoto, .swappedEyes, .longNarration, .missingCaptions,
            .unknownReference, .unusedFile, .mapElsewhere:
            .warning
        case .guideOnly, .unknownDuration: .note
        default: .error
        }
    }
}
