package import TourBundle

/// What there is to show, in the tour's order.
package struct SceneCatalogue: Sendable {
    package let tour: String
    package let languages: [String]
    package let places: [String]
    private let epochs: [String: [String]]
    private let panoramas: [SceneID: Digest]

    package init(_ manifest: TourManifest) {
        tour = manifest.id
        languages = manifest.languages
        places = manifest.places.map(\.id)
        epochs = Dictionary(manifest.places.map { ($0.id, $0.epochs.map(\.id)) }) { first, _ in first }
        let scenes = manifest.places.flatMap { place in
            place.epochs.map { (SceneID(place: place.id, epoch: $0.id), $0.panorama) }
        }
        panoramas = Dictionary(scenes) { first, _ in first }
    }

    package func panorama(of scene: SceneID) -> Digest? { panoramas[scene] }

    /// With its first epoch; `nil` where the place has nothing to show, or there is none of this name.
    func firstScene(of place: String) -> SceneID? {
        epochs[place]?.first.map { SceneID(place: place, epoch: $0) }
    }

    func scenes(of place: String) -> [SceneID] { (epochs[place] ?? []).map { SceneID(place: place, epoch: $0) } }
}
