extension SourceProjection {
    /// Texels a side of a face that is nowhere coarser than the picture: wherever the picture lies, a texel is no longer than one of
    /// its own. `faceSize` holds at a face's middle for the picture's, where a photograph has its coarsest texels.
    ///
    /// Towards the pole of a panorama, where columns crowd, rows count.
    package var finestFaceSize: Double {
        let (width, height) = pictureSize
        var finest = Double(faceSize)
        switch self {
        case .equirectangular, .cubemap: return finest
        case .cylindrical(let cylinder) where cylinder.isUpright: return finest
        case .cylindrical, .rectilinear: break
        }
        let steps = 16
        for row in 0...steps {
            for column in 0...steps {
                let place = SIMD2(Double(column * width), Double(row * height)) / Double(steps)
                if let size = faceSize(at: place) { finest = max(finest, size) }
            }
        }
        return finest
    }

    /// Twice the texels that a place moves in the picture, one way or the other, with a unit of the face's plane.
    private func faceSize(at place: SIMD2<Double>) -> Double? {
        let direction: SIMD3<Double>? =
            switch self {
            case .cylindrical(let cylinder): cylinder.direction(x: place.x, y: place.y)
            case .rectilinear(let view): view.direction(x: place.x, y: place.y)
            case .equirectangular, .cubemap: nil
            }
        guard let direction else { return nil }
        let (face, u, v) = CubeFace.facing(direction)
        let step = 1e-5
        func way(_ du: Double, _ dv: Double) -> SIMD2<Double>? {
            guard let one = extendedPosition(of: face.direction(u: u - du, v: v - dv)),
                let other = extendedPosition(of: face.direction(u: u + du, v: v + dv))
            else { return nil }
            var way = SIMD2(other.column - one.column, other.row - one.row) / (2 * step)
            // Not round the whole turn.
            if let turn = columnsPerTurn, abs(way.x) * 2 * step > turn / 2 { way.x = 0 }
            return way
        }
        guard let right = way(step, 0), let down = way(0, step) else { return nil }
        let ways = right * right + down * down
        return 2 * ways.max().squareRoot()
    }
}
