internal import Foundation
internal import Panorama
internal import Tour
internal import TourBundle

extension PannellumTour {
    /// - Parameter tiles: by panorama; of every epoch's, or the epoch is left out.
    init(_ tour: TourManifest, tiles: [Digest: MultiRes], poses: [Digest: Pose]) {
        scenes = [:]
        for (number, place) in tour.places.enumerated() {
            for epoch in place.epochs {
                guard let multiRes = tiles[epoch.panorama] else { continue }
                let writer = SceneWriter(tour, number, epoch, pose: poses[epoch.panorama] ?? Pose())
                scenes[sceneID(place, epoch)] = writer.scene(multiRes)
            }
        }
        `default` = Defaults(firstScene: tour.places.first.flatMap(firstScene) ?? "")
    }
}

/// Pannellum knows scenes by any text.
private func sceneID(_ place: TourManifest.Place, _ epoch: TourManifest.Epoch) -> String { "\(place.id)/\(epoch.id)" }

private func firstScene(of place: TourManifest.Place) -> String? {
    (place.epochs.first { $0.id == place.first } ?? place.epochs.first).map { sceneID(place, $0) }
}

/// What Pannellum is told of one epoch.
private struct SceneWriter {
    private let tour: TourManifest
    private let number: Int
    private let epoch: TourManifest.Epoch
    private let pose: PannellumPose
    private let words: ExportWords

    /// - Parameter pose: the panorama's own, before which the epoch's goes.
    init(_ tour: TourManifest, _ number: Int, _ epoch: TourManifest.Epoch, pose: Pose) {
        (self.tour, self.number, self.epoch) = (tour, number, epoch)
        let own = Pose(headingDeg: epoch.headingDeg, pitchDeg: pose.pitchDeg, rollDeg: pose.rollDeg)
        self.pose = PannellumPose(epoch.pose ?? own)
        words = ExportWords(language: tour.languages.first ?? "")
    }

    private var place: TourManifest.Place { tour.places[number] }

    func scene(_ tiles: PannellumTour.MultiRes) -> PannellumTour.Scene {
        PannellumTour.Scene(
            title: "\(tour.name(of: place)), \(words.years(epoch))",
            author: "\(epoch.credit), \(epoch.licence)",
            multiRes: tiles,
            northOffset: pose.northOffsetDeg,
            horizonPitch: pose.horizonPitchDeg,
            horizonRoll: pose.horizonRollDeg,
            yaw: firstYaw,
            pitch: 0,
            hotSpots: epochLinks + placeLinks + [information]
        )
    }

    /// The middle of the first photograph that is laid over the panorama, if there is one.
    private var firstYaw: Double {
        let corners = epoch.documented?.first ?? []
        let east = corners.map { sin($0.yawDeg * .pi / 180) }.reduce(0, +)
        let north = corners.map { cos($0.yawDeg * .pi / 180) }.reduce(0, +)
        return rounded(atan2(east, north) * 180 / .pi)
    }

    /// Side by side below where one looks first, in the order of time.
    private var epochLinks: [PannellumTour.HotSpot] {
        let others = place.epochs.filter { $0.id != epoch.id }
        return others.enumerated().map { index, other in
            let aside = (Double(index) - Double(others.count - 1) / 2) * 20
            return link(words.years(other), to: sceneID(place, other), yaw: firstYaw + aside, pitch: -25)
        }
    }

    /// In the direction in which the place lies.
    private var placeLinks: [PannellumTour.HotSpot] {
        [number - 1, number + 1].filter(tour.places.indices.contains).compactMap { number in
            let other = tour.places[number]
            guard let scene = firstScene(of: other) else { return nil }
            let heading = place.location.headingDeg(to: other.location)
            return link(tour.name(of: other), to: scene, yaw: heading - pose.northOffsetDeg, pitch: 0)
        }
    }

    private var information: PannellumTour.HotSpot {
        let lines = [words.years(epoch), epoch.credit, epoch.licence, epoch.source ?? ""].filter { !$0.isEmpty }
        return PannellumTour.HotSpot(type: "info", text: lines.joined(separator: " · "), yaw: firstYaw, pitch: -45)
    }

    private func link(_ text: String, to scene: String, yaw: Double, pitch: Double) -> PannellumTour.HotSpot {
        PannellumTour.HotSpot(
            type: "scene",
            text: text,
            yaw: rounded(yaw.remainder(dividingBy: 360)),
            pitch: pitch,
            sceneId: scene,
            targetYaw: "sameAzimuth",
            targetPitch: "same",
            targetHfov: "same"
        )
    }
}

extension TourManifest.Location {
    /// Clockwise from true north.
    fileprivate func headingDeg(to other: Self) -> Double {
        headingRadians(of: LocalPlane(at: location).metres(to: other.location)) * 180 / .pi
    }

    private var location: TourDocument.Location {
        TourDocument.Location(latitudeDegrees: latitudeDeg, longitudeDegrees: longitudeDeg)
    }
}

/// To a ten-thousandth.
private func rounded(_ degrees: Double) -> Double { (degrees * 10_000).rounded() / 10_000 }
