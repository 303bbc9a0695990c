internal import Panorama

extension PannellumTour {
    init(_ tour: PlayerTour) {
        `default` = Defaults(firstScene: tour.first)
        scenes = Dictionary(uniqueKeysWithValues: tour.scenes.map { ($0.id, Scene($0)) })
    }
}

extension PannellumTour.Scene {
    fileprivate init(_ scene: PlayerTour.Scene) {
        let pose = PannellumPose(scene.pose)
        let yaw = { (direction: WorldDirection) in pose.yawDeg(headingDeg: direction.headingDeg) }
        self.init(
            title: scene.title,
            author: scene.attribution,
            multiRes: PannellumTour.MultiRes(scene.panorama),
            northOffset: pose.northOffsetDeg,
            horizonPitch: pose.horizonPitchDeg,
            horizonRoll: pose.horizonRollDeg,
            yaw: pose.yawDeg(headingDeg: scene.headingDeg),
            pitch: 0,
            hotSpots: scene.links.map { PannellumTour.HotSpot($0, yaw: yaw($0.direction)) }
                + [PannellumTour.HotSpot(scene.information, yaw: yaw(scene.information.direction))]
        )
    }
}

extension PannellumTour.HotSpot {
    fileprivate init(_ link: PlayerTour.Link, yaw: Double) {
        self.init(type: "scene", text: link.text, yaw: yaw, pitch: link.direction.pitchDeg)
        (sceneId, targetYaw, targetPitch, targetHfov) = (link.target, "sameAzimuth", "same", "same")
    }

    fileprivate init(_ note: PlayerTour.Note, yaw: Double) {
        self.init(type: "info", text: note.text, yaw: yaw, pitch: note.direction.pitchDeg)
    }
}

extension PannellumTour.MultiRes {
    fileprivate init(_ panorama: PlayerPanorama) {
        basePath = panorama.folder
        path = "/%l/%s%y_%x"
        `extension` = panorama.fileExtension
        tileResolution = panorama.pyramid.tileSize
        maxLevel = panorama.pyramid.levelCount
        cubeResolution = panorama.pyramid.faceSize
        missingTiles = panorama.coverage.isWhole ? nil : PannellumTiles.missing(panorama.coverage)
    }
}

extension PannellumPose {
    fileprivate func yawDeg(headingDeg: Double) -> Double {
        ((headingDeg - northOffsetDeg).remainder(dividingBy: 360) * 10_000).rounded() / 10_000
    }
}
