extension TourDocument {
    /// What an epoch shows.
    package enum Picture: Sendable {
        case panorama(PanoramaPicture)
        /// At least one, from the lowest to the uppermost; all lie over the same base, in the same tone.
        case photo([Photo])
    }
}

extension TourDocument.Picture {
    package var panorama: TourDocument.PanoramaPicture? {
        if case .panorama(let panorama) = self { panorama } else { nil }
    }

    /// The id of the epoch in whose frame it lies, one of the same place with a panorama.
    package var base: String? {
        switch self {
        case .panorama(let panorama): panorama.base
        case .photo(let photos): photos.first?.base
        }
    }
}
