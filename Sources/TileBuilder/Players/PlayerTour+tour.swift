internal import Foundation
internal import Panorama
internal import Tour
internal import TourBundle

extension PlayerTour {
    /// - Parameter panoramas: of every epoch, or the epoch is left out.
    init(_ tour: TourManifest, panoramas: [Digest: PlayerPanorama]) {
        let language = tour.languages.first ?? ""
        title = tour.title[language] ?? tour.title.values.min() ?? ""
        words = ExportWords(language: language)
        first = tour.places.first.flatMap(firstScene) ?? ""
        scenes = tour.places.indices.flatMap { number in
            tour.places[number].epochs.compactMap { epoch in
                panoramas[epoch.panorama].map { SceneWriter(tour, number, epoch, $0).scene }
            }
        }
    }
}

private func sceneID(_ place: TourManifest.Place, _ epoch: TourManifest.Epoch) -> String { "\(place.id)/\(epoch.id)" }

private func firstScene(of place: TourManifest.Place) -> String? {
    (place.epochs.first { $0.id == place.first } ?? place.epochs.first).map { sceneID(place, $0) }
}

/// What is said of one epoch.
private struct SceneWriter {
    private let tour: TourManifest
    private let number: Int
    private let epoch: TourManifest.Epoch
    private let panorama: PlayerPanorama
    private let pose: Pose
    private let words: ExportWords

    init(_ tour: TourManifest, _ number: Int, _ epoch: TourManifest.Epoch, _ panorama: PlayerPanorama) {
        (self.tour, self.number, self.epoch, self.panorama) = (tour, number, epoch, panorama)
        // The panorama's own goes behind the epoch's.
        let own = panorama.pose
        pose = epoch.pose ?? Pose(headingDeg: epoch.headingDeg, pitchDeg: own.pitchDeg, rollDeg: own.rollDeg)
        words = ExportWords(language: tour.languages.first ?? "")
    }

    private var place: TourManifest.Place { tour.places[number] }

    var scene: PlayerTour.Scene {
        PlayerTour.Scene(
            id: sceneID(place, epoch),
            title: "\(tour.name(of: place)), \(words.years(epoch))\(doubt)",
            attribution: "\(epoch.credit), \(epoch.licence)",
            panorama: panorama,
            pose: pose,
            headingDeg: firstHeadingDeg,
            links: epochLinks + placeLinks,
            information: information
        )
    }

    /// What was not so for certain is not shown without a word of that.
    private var doubt: String {
        guard epoch.certainty != "documented", let certainty = words.certainty(epoch) else { return "" }
        return " (\(certainty))"
    }

    /// Towards the middle of the first photograph that is laid over the panorama, if there is one, and else the panorama's.
    private var firstHeadingDeg: Double {
        let corners = epoch.documented?.first ?? []
        let east = corners.map { sin($0.yawDeg * .pi / 180) }.reduce(0, +)
        let north = corners.map { cos($0.yawDeg * .pi / 180) }.reduce(0, +)
        let yaw = atan2(east, north)
        let ahead = pose.rotation([sin(yaw), 0, -cos(yaw)])
        return atan2(ahead.x, -ahead.z) * 180 / .pi
    }

    /// Side by side below where one looks first, in the order of time.
    private var epochLinks: [PlayerTour.Link] {
        let others = place.epochs.filter { $0.id != epoch.id }
        return others.enumerated().map { index, other in
            let aside = (Double(index) - Double(others.count - 1) / 2) * 20
            let direction = WorldDirection(headingDeg: firstHeadingDeg + aside, pitchDeg: -25)
            return PlayerTour.Link(text: words.years(other), target: sceneID(place, other), direction: direction)
        }
    }

    /// In the direction in which the place lies. To the same spot there is none: the link lies straight ahead, below.
    private var placeLinks: [PlayerTour.Link] {
        [number - 1, number + 1].filter(tour.places.indices.contains).compactMap { number in
            let other = tour.places[number]
            guard let scene = firstScene(of: other) else { return nil }
            let heading = place.location.headingDeg(to: other.location)
            let direction = WorldDirection(headingDeg: heading ?? firstHeadingDeg, pitchDeg: heading == nil ? -15 : 0)
            return PlayerTour.Link(text: tour.name(of: other), target: scene, direction: direction)
        }
    }

    private var information: PlayerTour.Note {
        let restored = words.restored(epoch).map { "\(words.chosen("Restauriert", "Restored")): \($0)" }
        let known = [epoch.source, words.certainty(epoch), restored].compactMap(\.self)
        let lines = ([words.years(epoch), epoch.credit, epoch.licence] + known).filter { !$0.isEmpty }
        let direction = WorldDirection(headingDeg: firstHeadingDeg, pitchDeg: -45)
        return PlayerTour.Note(text: lines.joined(separator: " · "), direction: direction)
    }
}

extension TourManifest.Location {
    /// Clockwise from true north; nil where the other is within a metre.
    fileprivate func headingDeg(to other: Self) -> Double? {
        let way = LocalPlane(at: location).metres(to: other.location)
        return (way * way).sum() < 1 ? nil : headingRadians(of: way) * 180 / .pi
    }

    private var location: TourDocument.Location {
        TourDocument.Location(latitudeDegrees: latitudeDeg, longitudeDegrees: longitudeDeg)
    }
}
