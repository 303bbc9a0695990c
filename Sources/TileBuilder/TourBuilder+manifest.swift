internal import Panorama
internal import Tour
internal import TourBundle

extension TourBuilder {
    /// The tour as headsets need it.
    ///
    /// - Parameter known: the panoramas by the keys of their sources; all of them, with no epoch poisoned.
    func manifest(_ sources: TourSources, known: [Digest: KnownPanorama]) -> TourManifest {
        var spheres = sources.epochs.map(\.spheres)[...]
        let (keys, media) = (sources.keys, sources.mediaDigests)
        return TourManifest(
            id: document.id,
            title: document.title.values,
            languages: document.languages,
            messages: document.messages.isEmpty ? nil : document.messages.map(\.values),
            places: document.places.map { place in
                let own = Dictionary(uniqueKeysWithValues: zip(place.epochs.map(\.id), spheres))
                spheres = spheres.dropFirst(place.epochs.count)
                let writer = EpochWriter(
                    place: place,
                    spheres: own,
                    panoramas: { keys[$0].flatMap { known[$0] } },
                    media: { media[document.resolve($0)] }
                )
                return writer.place
            },
            drive: TourManifest.Drive(route),
            map: sources.map?.manifest
        )
    }
}

/// Writes what headsets need of a place.
private struct EpochWriter {
    let document: TourDocument.Place
    /// By the epochs' ids.
    let spheres: [String: EpochSpheres]
    let panoramas: (SphereSource) -> KnownPanorama?
    let media: (_ path: String) -> Digest?

    init(
        place: TourDocument.Place,
        spheres: [String: EpochSpheres],
        panoramas: @escaping (SphereSource) -> KnownPanorama?,
        media: @escaping (_ path: String) -> Digest?
    ) {
        (document, self.spheres, self.panoramas, self.media) = (place, spheres, panoramas, media)
    }

    var place: TourManifest.Place {
        let epochs = document.chronologicalEpochs.compactMap(epoch)
        // What the file has first is shown first.
        let first = document.epochs.map(\.id).first { id in epochs.contains { $0.id == id } }
        return TourManifest.Place(
            id: document.id,
            title: document.title.values,
            location: TourManifest.Location(
                latitudeDeg: document.location.latitudeDegrees,
                longitudeDeg: document.location.longitudeDegrees
            ),
            comfort: document.comfort.rawValue,
            epochs: epochs,
            first: first == epochs.first?.id ? nil : first
        )
    }

    private func epoch(_ epoch: TourDocument.Epoch) -> TourManifest.Epoch? {
        guard let spheres = spheres[epoch.id], let panorama = panoramas(spheres.panorama) else { return nil }
        let pose = pose(of: epoch, spheres)
        var written = TourManifest.Epoch(
            id: epoch.id,
            fromYear: epoch.years.from,
            toYear: epoch.years.to,
            circa: epoch.years.isCirca,
            panorama: panorama.digest,
            headingDeg: pose?.headingDeg ?? heading(of: epoch, panorama),
            credit: epoch.credit,
            licence: epoch.licence,
            source: epoch.source,
            narration: (epoch.narration?.values ?? [:]).compactMapValues(media),
            captions: (epoch.captions?.values ?? [:]).compactMapValues(media)
        )
        written.certainty = epoch.certainty.rawValue
        written.right = spheres.right.flatMap { panoramas($0)?.digest }
        written.original = spheres.original.flatMap { panoramas($0)?.digest }
        let restored = epoch.picture.restoration.map(\.rawValue)
        written.restored = restored.isEmpty ? nil : restored
        written.pose = pose
        if let composite = spheres.composite {
            written.tone = composite.tone.rawValue
            written.over = composite.below == nil ? nil : epoch.picture.base
            let lines = spheres.documented.map { $0.map { TourManifest.Direction($0) } }
            written.documented = lines.isEmpty ? nil : lines
        }
        return written
    }

    private func heading(of epoch: TourDocument.Epoch, _ panorama: KnownPanorama) -> Double {
        epoch.headingDegrees ?? panorama.presentation.pose?.headingDeg ?? 0
    }

    /// That of the base, which may itself stand in another's frame, and how the epoch stands in it. Where there is no base, what the
    /// metadata say that the tiles do not have; nil where that is nothing.
    private func pose(of epoch: TourDocument.Epoch, _ own: EpochSpheres) -> Pose? {
        guard let turn = own.turn, let base = document.epochs.first(where: { $0.id == epoch.picture.base }),
            let below = spheres[base.id], let panorama = panoramas(below.panorama)
        else {
            return own.stance.map {
                Pose(headingDeg: epoch.headingDegrees ?? $0.headingDeg, pitchDeg: $0.pitchDeg, rollDeg: $0.rollDeg)
            }
        }
        let ground = pose(of: base, below) ?? pose(of: base, panorama)
        guard turn != Pose() else { return ground }
        var pose = ground.of(turn)
        if pose.headingDeg < 0 { pose.headingDeg += 360 }
        return pose
    }

    /// Of an epoch in its own frame.
    private func pose(of epoch: TourDocument.Epoch, _ panorama: KnownPanorama) -> Pose {
        var pose = panorama.presentation.pose ?? Pose()
        pose.headingDeg = heading(of: epoch, panorama)
        return pose
    }
}

extension TourManifest.Direction {
    /// To a ten-thousandth of a degree.
    fileprivate init(_ direction: SIMD3<Double>) {
        let horizontal = (direction.x * direction.x + direction.z * direction.z).squareRoot()
        func degrees(_ radians: Double) -> Double { (radians * 180 / Double.pi * 1e4).rounded() / 1e4 }
        self.init(
            yawDeg: degrees(arcTangent(y: direction.x, x: -direction.z)),
            pitchDeg: degrees(arcTangent(y: direction.y, x: horizontal))
        )
    }
}
