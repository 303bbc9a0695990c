/// How far the places of a picture lie from where it ends.
package struct PictureEdge: Sendable, Hashable {
    private let width: Double
    private let height: Double
    /// Whether it ends at its sides, and at its top and bottom: a turn goes on, and so does a panorama over a pole.
    private let hasSides: Bool
    private let hasTop: Bool
    private let hasBottom: Bool
    /// The circle beyond which a lens shows nothing.
    private let circle: Circle?

    private struct Circle: Sendable, Hashable {
        var centre: SIMD2<Double>
        var radius: Double
    }

    package init(_ projection: SourceProjection) {
        (width, height) = (Double(projection.pictureSize.width), Double(projection.pictureSize.height))
        hasSides = !projection.isTurn
        switch projection {
        case .equirectangular(let region):
            hasTop = region.top > 0
            hasBottom = region.top + height < region.fullHeight
            circle = nil
        case .rectilinear(let view):
            (hasTop, hasBottom) = (true, true)
            circle = view.geometry.shownRadius.map { Circle(centre: view.geometry.centre, radius: $0) }
        case .cylindrical, .cubemap:
            (hasTop, hasBottom) = (projection.kind == .cylindrical, projection.kind == .cylindrical)
            circle = nil
        }
    }

    /// In texels; negative outside, and infinite where the picture has no edge.
    ///
    /// - Parameters:
    ///   - column, row: in texels from the centre of the picture's top left one.
    package func distance(column: Double, row: Double) -> Double {
        let (x, y) = (column + 0.5, row + 0.5)
        var least = Double.infinity
        if hasSides { least = min(x, width - x) }
        if hasTop { least = min(least, y) }
        if hasBottom { least = min(least, height - y) }
        guard let circle else { return least }
        let way = SIMD2(x, y) - circle.centre
        return min(least, circle.radius - (way * way).sum().squareRoot())
    }
}

extension LensGeometry {
    /// Texels from the axis to where a barrel's picture ends; nil where it has no end.
    fileprivate var shownRadius: Double? {
        guard distortion < 0 else { return nil }
        return focal * reach.squareRoot() * (1 + distortion * reach)
    }
}
