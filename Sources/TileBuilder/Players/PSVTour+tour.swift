internal import Panorama
internal import TourBundle

extension PSVTour {
    init(_ tour: PlayerTour) {
        name = tour.title
        startNodeId = tour.first
        defaultYaw = degrees(tour.scenes.first { $0.id == tour.first }?.headingDeg ?? 0)
        lang = tour.words == .german ? germanTexts : [:]
        nodes = tour.scenes.map(Node.init)
    }
}

/// Its own texts are English.
private let germanTexts = [
    "zoom": "Zoom", "zoomOut": "Verkleinern", "zoomIn": "Vergrößern", "fullscreen": "Vollbild", "loading": "Lädt …",
    "close": "Schließen", "loadError": "Das Panorama lässt sich nicht laden",
    "webglError": "Dieser Browser kann WebGL nicht",
]

extension PSVTour.Node {
    fileprivate init(_ scene: PlayerTour.Scene) {
        id = scene.id
        name = scene.title
        attribution = scene.attribution
        panorama = PSVTour.Panorama(scene.panorama)
        sphereCorrection = PSVTour.SphereCorrection(scene.pose)
        links = scene.links.map { link in
            PSVTour.Link(nodeId: link.target, position: PSVTour.Position(link.direction), text: link.text)
        }
        let information = scene.information
        markers = [
            PSVTour.Marker(
                id: "information",
                position: PSVTour.Position(information.direction),
                text: information.text
            )
        ]
    }
}

extension PSVTour.Panorama {
    fileprivate init(_ panorama: PlayerPanorama) {
        levels = (0..<panorama.pyramid.levelCount).map { level in
            PSVTour.Level(
                faceSize: panorama.pyramid.faceSize(level: level),
                nbTiles: panorama.pyramid.tileCount(level: level)
            )
        }
        tiles = "\(panorama.folder)/{level}/{face}/{row}/{column}.\(panorama.fileExtension)"
    }
}

extension PSVTour.SphereCorrection {
    /// Both roll first, then pitch, then turn; but its axes to the right and forward point the other way.
    fileprivate init(_ pose: Pose) {
        pan = degrees(-pose.headingDeg)
        tilt = degrees(-pose.pitchDeg)
        roll = degrees(pose.rollDeg)
    }
}

extension PSVTour.Position {
    fileprivate init(_ direction: WorldDirection) {
        yaw = degrees(direction.headingDeg)
        pitch = degrees(direction.pitchDeg)
    }
}

/// To a ten-thousandth.
private func degrees(_ angle: Double) -> String { "\((angle * 10_000).rounded() / 10_000)deg" }
