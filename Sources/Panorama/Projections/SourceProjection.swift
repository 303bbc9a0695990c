/// How the texels of a source lie on the sphere.
package enum SourceProjection: Sendable, Hashable {
    case equirectangular(EquirectangularRegion)
    case cylindrical(Cylinder)
    case rectilinear(RectilinearView)
    /// Six square pictures in the order of `CubeFace`, `size` texels a side.
    case cubemap(size: Int)
}

extension SourceProjection {
    /// A place in a source.
    package struct Position: Sendable, Hashable {
        /// Which of the source's pictures: the face's number in a cubemap, otherwise 0.
        package var picture: Int
        /// In texels from the centre of the picture's top left one.
        package var column: Double
        package var row: Double
    }

    package var kind: ProjectionKind {
        switch self {
        case .equirectangular: .equirectangular
        case .cylindrical: .cylindrical
        case .rectilinear: .rectilinear
        case .cubemap: .cubemap
        }
    }

    /// Texels a side of a face that keeps the source's resolution: at a face's centre, where a face is coarsest, the
    /// texels of the picture's horizon or middle are as large as the face's own.
    package var faceSize: Int {
        let size =
            switch self {
            case .equirectangular(let region): region.fullWidth / Double.pi
            case .cylindrical(let cylinder): 2 * cylinder.radius
            case .rectilinear(let view): 2 * view.focal
            case .cubemap(let size): Double(size)
            }
        return max(1, Int(size.rounded(.up)))
    }

    /// Texels of a turn where columns are yaw; nil elsewhere.
    package var columnsPerTurn: Double? {
        switch self {
        case .equirectangular(let region): region.fullWidth
        case .cylindrical(let cylinder): cylinder.fullWidth
        case .rectilinear, .cubemap: nil
        }
    }

    /// Whether the picture goes all round, so that its left and right edge adjoin each other.
    package var isTurn: Bool { columnsPerTurn.map { abs($0 - Double(pictureSize.width)) < 0.5 } ?? false }

    /// Size of each picture, in texels.
    package var pictureSize: (width: Int, height: Int) {
        switch self {
        case .equirectangular(let region): (region.width, region.height)
        case .cylindrical(let cylinder): (cylinder.width, cylinder.height)
        case .rectilinear(let view): (view.width, view.height)
        case .cubemap(let size): (size, size)
        }
    }

    /// Where the source shows a direction.
    ///
    /// - Parameter direction: in the panorama's frame, of any length but 0.
    /// - Returns: a position between the picture's edges (half a texel beyond the outermost centres); nil where the source
    ///   shows nothing.
    package func position(of direction: SIMD3<Double>) -> Position? {
        guard let position = extendedPosition(of: direction) else { return nil }
        let (width, height) = pictureSize
        let isInside =
            position.column >= -0.5 && position.column <= Double(width) - 0.5
            && position.row >= -0.5 && position.row <= Double(height) - 0.5
        return isInside ? position : nil
    }

    /// The same, and a position outside the picture where it would lie if the picture went on.
    package func extendedPosition(of direction: SIMD3<Double>) -> Position? {
        switch self {
        case .equirectangular(let region): Position(region.extendedPosition(of: direction))
        case .cylindrical(let cylinder): cylinder.extendedPosition(of: direction).map { Position($0) }
        case .rectilinear(let view): view.extendedPosition(of: direction).map { Position($0) }
        case .cubemap(let size): Position(of: direction, onFacesOf: size)
        }
    }
}

extension SourceProjection {
    /// A panorama that stands in the frame of another; nil for a cubemap, whose faces are those of the panorama itself, and for a
    /// photograph, which has a pose of its own.
    package func posed(_ pose: Pose) -> SourceProjection? {
        switch self {
        case .equirectangular(let region): .equirectangular(region.posed(pose))
        case .cylindrical(let cylinder): .cylindrical(cylinder.posed(pose))
        case .rectilinear, .cubemap: pose == Pose() ? self : nil
        }
    }

    /// The same in another frame, in which its own stands like `frame`; nil for a cubemap, whose faces are those of the frame.
    package func turned(_ frame: Pose) -> SourceProjection? {
        guard frame != Pose() else { return self }
        return switch self {
        case .equirectangular(let region): .equirectangular(region.posed(frame.of(region.pose)))
        case .cylindrical(let cylinder): .cylindrical(cylinder.posed(frame.of(cylinder.pose)))
        case .rectilinear(let view): view.turned(frame).map(SourceProjection.rectilinear)
        case .cubemap: nil
        }
    }
}

extension SourceProjection.Position {
    fileprivate init(_ position: SIMD2<Double>) {
        self.init(picture: 0, column: position.x, row: position.y)
    }

    fileprivate init(of direction: SIMD3<Double>, onFacesOf size: Int) {
        let (face, u, v) = CubeFace.facing(direction)
        let half = Double(size) / 2
        self.init(picture: face.rawValue, column: (u + 1) * half - 0.5, row: (v + 1) * half - 0.5)
    }
}
