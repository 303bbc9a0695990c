internal import Panorama
internal import Tour
internal import TourBundle

extension TourBuilder {
    /// The tour as headsets need it.
    ///
    /// - Parameters:
    ///   - panoramas: by the resolved paths of the pictures.
    ///   - media: digests by resolved path.
    func manifest(panoramas: [String: KnownPanorama], media: [String: Digest]) -> TourManifest {
        TourManifest(
            id: document.id,
            title: document.title.values,
            languages: document.languages,
            places: document.places.map { place in
                TourManifest.Place(
                    id: place.id,
                    title: place.title.values,
                    location: TourManifest.Location(
                        latitudeDeg: place.location.latitudeDegrees,
                        longitudeDeg: place.location.longitudeDegrees
                    ),
                    comfort: place.comfort.rawValue,
                    epochs: place.epochs.compactMap { epoch($0, panoramas: panoramas, media: media) }
                )
            },
            drive: TourManifest.Drive(route)
        )
    }

    private func epoch(
        _ epoch: TourDocument.Epoch,
        panoramas: [String: KnownPanorama],
        media: [String: Digest]
    ) -> TourManifest.Epoch? {
        guard case .panorama(let path) = epoch.picture, let panorama = panoramas[document.resolve(path)] else {
            return nil
        }
        return TourManifest.Epoch(
            id: epoch.id,
            fromYear: epoch.years.from,
            toYear: epoch.years.to,
            circa: epoch.years.isCirca,
            panorama: panorama.digest,
            headingDeg: epoch.headingDegrees ?? panorama.presentation.pose?.headingDeg ?? 0,
            credit: epoch.credit,
            licence: epoch.licence,
            source: epoch.source,
            narration: (epoch.narration?.values ?? [:]).compactMapValues { media[document.resolve($0)] },
            captions: (epoch.captions?.values ?? [:]).compactMapValues { media[document.resolve($0)] }
        )
    }
}
