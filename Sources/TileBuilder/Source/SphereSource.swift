package import Panorama

/// What a panorama is made of, as the tour says it. Equal ones give the same tiles, as long as their files are the same.
package indirect enum SphereSource: Sendable, Hashable {
    case panorama(PlainPanorama)
    case composite(Composite)
}

/// A picture of the sphere or of a part of it, as it is.
package struct PlainPanorama: Sendable, Hashable {
    /// Of the picture, as it is found from here.
    package var path: String
    package var wish: ProjectionWish
    /// Whose tiles they are to be: which of two pictures in the file is meant.
    package var eye: Eye

    package init(path: String, wish: ProjectionWish = ProjectionWish(), eye: Eye = .both) {
        (self.path, self.wish, self.eye) = (path, wish, eye)
    }
}

/// Pictures laid over a panorama, or over plain ground, in the panorama's own frame.
package struct Composite: Sendable, Hashable {
    /// Nil for plain ground.
    package var below: SphereSource?
    /// What becomes of what is below.
    package var tone: Tone
    /// From the lowest to the uppermost; at least one.
    package var layers: [PictureLayer]

    package init(below: SphereSource?, tone: Tone, layers: [PictureLayer]) {
        precondition(!layers.isEmpty)
        (self.below, self.tone, self.layers) = (below, tone, layers)
    }
}

/// A part of a picture, and how it lies in the sphere.
package struct PictureLayer: Sendable, Hashable {
    /// Of the picture, as it is found from here.
    package var path: String
    /// Of the part's first pixel in the picture; its size is the projection's.
    package var column: Int
    package var row: Int
    package var projection: SourceProjection

    /// - Parameter projection: is rounded as its key has it (`SourceProjection.rounded`), and must not be that of a cubemap.
    package init(path: String, column: Int = 0, row: Int = 0, projection: SourceProjection) {
        (self.path, self.column, self.row) = (path, column, row)
        self.projection = projection.rounded
    }
}

extension SphereSource {
    /// The pictures' paths; one may stand there more than once.
    package var files: [String] {
        switch self {
        case .panorama(let panorama): [panorama.path]
        case .composite(let composite): (composite.below?.files ?? []) + composite.layers.map(\.path)
        }
    }

    /// What the user knows it by.
    var mainFile: String { files[files.count - 1] }

    /// Reads the pictures' headers.
    ///
    /// - Throws: `ImageCodingError`, `TileBuilderError`.
    func open(_ settings: TileSettings) throws -> any Sphere {
        switch self {
        case .panorama(let panorama): try PlainSphere(panorama, settings: settings)
        case .composite(let composite): try CompositeSphere(composite, settings: settings)
        }
    }
}
