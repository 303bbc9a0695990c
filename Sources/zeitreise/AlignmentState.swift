import Panorama
import TileBuilder
import Tour

/// What the alignment page shows when it opens.
struct AlignmentState: Encodable {
    var file: String
    var languages: [String]
    var place: [String: String]
    var epoch: Epoch
    var base: Epoch
    var sphere: Sphere
    var pictures: [Picture]
    /// Whether the file became another that is not shown here.
    var isStale: Bool

    struct Epoch: Encodable {
        var id: String
        var fromYear: Int
        var toYear: Int
        var circa: Bool
    }

    struct Sphere: Encodable {
        var tileSizePx: Int
        /// Tiles a side of a face.
        var tileCount: Int
        /// `f/0/1`: face, row, column.
        var tiles: [String]
    }

    struct Picture: Encodable {
        var name: String
        var kind: String
        var widthPx: Int
        var heightPx: Int
        /// Of the image that stands for it.
        var imageWidthPx: Int
        var imageHeightPx: Int
        var points: [Point]
        var solve: [String]
        /// Whether it lies by a pose that was given.
        var hasPose: Bool
        /// Points without which there is no answer; null of a photo, where that depends on what is asked for.
        var pointsNeeded: Int?
        var model: AlignmentModel?
    }

    struct Point: Encodable {
        var xPx: Double
        var yPx: Double
        var yawDeg: Double
        var pitchDeg: Double
        var origin: Int
    }
}

extension AlignmentState {
    init(
        _ text: TourText,
        _ alignment: EpochAlignment,
        _ sphere: AlignmentSphere,
        _ images: [AlignmentImage],
        isStale: Bool
    ) {
        self.isStale = isStale
        file = text.file
        languages = text.document.languages
        place = alignment.place.title.values
        epoch = Epoch(alignment.epoch)
        base = Epoch(alignment.base ?? alignment.epoch)
        self.sphere = Sphere(
            tileSizePx: sphere.tileSize,
            tileCount: sphere.tileCount,
            tiles: sphere.tiles.keys.sorted()
        )
        pictures = zip(alignment.pictures, images).map { Picture($0, $1, isDraft: text.isDraft) }
    }
}

extension AlignmentState.Epoch {
    init(_ epoch: TourDocument.Epoch) {
        self.init(id: epoch.id, fromYear: epoch.years.from, toYear: epoch.years.to, circa: epoch.years.isCirca)
    }
}

extension AlignmentState.Picture {
    init(_ aligned: EpochAlignment.Picture, _ image: AlignmentImage, isDraft: Bool) {
        let placement = aligned.registration.placement
        let hasMeaning = !isDraft || !aligned.points.isEmpty || placement?.pose != Pose()
        self.init(
            name: aligned.picture.name,
            kind: aligned.picture.kind.name,
            widthPx: aligned.picture.width,
            heightPx: aligned.picture.height,
            imageWidthPx: image.width,
            imageHeightPx: image.height,
            points: aligned.points.enumerated().map { index, point in
                AlignmentState.Point(
                    xPx: point.xPixels,
                    yPx: point.yPixels,
                    yawDeg: point.yawDegrees,
                    pitchDeg: point.pitchDegrees,
                    origin: index
                )
            },
            solve: aligned.unknowns.names,
            hasPose: aligned.points.isEmpty && hasMeaning && aligned.givesPose,
            pointsNeeded: aligned.picture.pointsNeeded,
            model: hasMeaning ? placement.flatMap(AlignmentModel.init) : nil
        )
    }
}

extension EpochAlignment.Picture {
    /// Whether the document has `pose`; a panorama may also lie by its heading.
    fileprivate var givesPose: Bool { picture.kind == .photo || marks["pose"] != marks.mapping }
}
