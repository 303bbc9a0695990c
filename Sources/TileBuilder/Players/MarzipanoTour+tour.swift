internal import Foundation
internal import Panorama
internal import TourBundle

extension MarzipanoTour {
    init(_ tour: PlayerTour) {
        name = tour.title
        first = tour.first
        scenes = tour.scenes.map { Scene($0, informationTitle: tour.words.chosen("Bildnachweis", "Credits")) }
    }
}

extension MarzipanoTour.Scene {
    fileprivate init(_ scene: PlayerTour.Scene, informationTitle: String) {
        let (rotation, panorama) = (scene.pose.rotation, scene.panorama)
        let direction = { (world: WorldDirection) in MarzipanoTour.Direction(world, in: rotation) }
        let information = direction(scene.information.direction)
        id = scene.id
        name = scene.title
        attribution = scene.attribution
        tiles = "\(panorama.folder)/{z}/{f}/{y}/{x}.\(panorama.fileExtension)"
        levels = (0..<panorama.pyramid.levelCount).map { level in
            MarzipanoTour.Level(size: panorama.pyramid.faceSize(level: level), tileSize: panorama.pyramid.tileSize)
        }
        faceSize = panorama.pyramid.faceSize
        let axes: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
        toWorld = axes.map(rotation.callAsFunction).map { [rounded($0.x), rounded($0.y), rounded($0.z)] }
        initialViewParameters = direction(WorldDirection(headingDeg: scene.headingDeg, pitchDeg: 0))
        linkHotspots = scene.links.map { link in
            let place = direction(link.direction)
            return MarzipanoTour.Link(yaw: place.yaw, pitch: place.pitch, target: link.target, text: link.text)
        }
        infoHotspots = [
            MarzipanoTour.Note(
                yaw: information.yaw,
                pitch: information.pitch,
                title: informationTitle,
                text: scene.information.text
            )
        ]
    }
}

extension MarzipanoTour.Direction {
    /// - Parameter rotation: from the panorama's frame to the world's.
    fileprivate init(_ world: WorldDirection, in rotation: Rotation) {
        let (heading, up) = (world.headingDeg * .pi / 180, world.pitchDeg * .pi / 180)
        let seen = rotation.inverse([sin(heading) * cos(up), sin(up), -cos(heading) * cos(up)])
        yaw = rounded(atan2(seen.x, -seen.z))
        pitch = rounded(-asin(min(1, max(-1, seen.y))))
    }
}

/// To a millionth, far less than a texel.
private func rounded(_ value: Double) -> Double { (value * 1_000_000).rounded() / 1_000_000 }
