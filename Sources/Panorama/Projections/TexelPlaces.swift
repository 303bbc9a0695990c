/// Where the texels of a rectangle of a cube's face lie in the picture that shows them, row by row: what
/// `SourceProjection.extendedPosition(of:)` has one by one, and four at a time to 10⁻¹¹ of the picture's turn.
package struct TexelPlaces: Sendable {
    /// Texels of a row, and of a row here: a multiple of four.
    package let width: Int
    package let stride: Int
    package let height: Int
    /// In the picture's texels; far outside where the source could not show a texel however far it went on. In a cubemap of the
    /// face's own picture, beyond its edges too.
    package private(set) var columns: [Double]
    package private(set) var rows: [Double]

    /// A column and row that no picture has.
    static let nowhere = -1e9

    package init(of region: FaceRegion, in projection: SourceProjection) {
        width = region.columns.count
        height = region.rows.count
        stride = (width + 3) / 4 * 4
        columns = []
        rows = []
        columns.reserveCapacity(stride * height)
        rows.reserveCapacity(stride * height)
        let texel = 2 / Double(region.faceSize)
        let lanes = Swift.stride(from: 0, to: stride, by: 4).map { first in
            (Lanes(0, 1, 2, 3) + Double(region.columns.lowerBound + first) + 0.5) * texel - 1
        }
        switch projection {
        case .equirectangular(let picture) where picture.isUpright:
            place(region, lanes, column: picture.column, row: picture.row)
        case .equirectangular(let picture):
            placeTilted(region, lanes, column: picture.column, row: picture.row)
        case .cylindrical(let picture) where picture.isUpright:
            place(region, lanes, column: picture.column, row: picture.row)
        case .cylindrical(let picture):
            placeTilted(region, lanes, column: picture.column, row: picture.row)
        case .rectilinear(let picture):
            for v in region.v { for u in lanes { append(picture.place(of: region.face.rays(u: u, v: v))) } }
        case .cubemap(let size):
            let half = Double(size) / 2
            for v in region.v {
                for u in lanes { append(((u + 1) * half - 0.5, Lanes(repeating: (v + 1) * half - 0.5))) }
            }
        }
    }

    /// Where columns are yaw: on an upright face they are the same in every row.
    private mutating func place(
        _ region: FaceRegion,
        _ lanes: [Lanes],
        column: (Rays) -> Lanes,
        row: (Rays) -> Lanes
    ) {
        let isUpright = region.face != .up && region.face != .down
        let upright = isUpright ? lanes.map { column(region.face.rays(u: $0, v: 0)) } : []
        for v in region.v {
            for (index, u) in lanes.enumerated() {
                let rays = region.face.rays(u: u, v: v)
                append((isUpright ? upright[index] : column(rays), row(rays)))
            }
        }
    }

    /// Where columns are yaw about another axis.
    private mutating func placeTilted(
        _ region: FaceRegion,
        _ lanes: [Lanes],
        column: (Rays) -> Lanes,
        row: (Rays) -> Lanes
    ) {
        for v in region.v {
            for u in lanes {
                let rays = region.face.rays(u: u, v: v)
                append((column(rays), row(rays)))
            }
        }
    }

    private mutating func append(_ place: (column: Lanes, row: Lanes)) {
        for lane in 0..<4 {
            columns.append(place.column[lane])
            rows.append(place.row[lane])
        }
    }
}

/// Four directions.
struct Rays {
    var x: Lanes
    var y: Lanes
    var z: Lanes

    /// The way from the vertical axis.
    var horizontal: Lanes { (x * x + z * z).squareRoot() }

    /// Each as the map has it.
    func turned(_ map: Matrix3) -> Rays {
        Rays(x: across(map, 0), y: across(map, 1), z: across(map, 2))
    }

    private func across(_ map: Matrix3, _ axis: Int) -> Lanes { x * map.x[axis] + y * map.y[axis] + z * map.z[axis] }
}

extension CubeFace {
    /// As `direction(u:v:)`.
    func rays(u: Lanes, v: Double) -> Rays {
        let (first, last) = (direction(u: 0, v: v), direction(u: 1, v: v))
        let across = last - first
        return Rays(x: first.x + u * across.x, y: first.y + u * across.y, z: first.z + u * across.z)
    }
}

extension EquirectangularRegion {
    fileprivate func column(of rays: Rays) -> Lanes {
        let rays = rays.turned(Matrix3(toOwn))
        return Panorama.column(ofYaw: arcTangent(y: rays.x, x: -rays.z), fullWidth: fullWidth, left: left, width: width)
    }

    fileprivate func row(of rays: Rays) -> Lanes {
        let rays = rays.turned(Matrix3(toOwn))
        let pitch = arcTangent(y: rays.y, x: rays.horizontal)
        return (0.5 - pitch / Double.pi) * fullHeight - 0.5 - top
    }
}

extension Cylinder {
    fileprivate func column(of rays: Rays) -> Lanes {
        let rays = rays.turned(Matrix3(toCylinder))
        return Panorama.column(ofYaw: arcTangent(y: rays.x, x: -rays.z), fullWidth: fullWidth, left: left, width: width)
    }

    fileprivate func row(of rays: Rays) -> Lanes {
        let rays = rays.turned(Matrix3(toCylinder))
        let horizontal = rays.horizontal
        return (horizon - radius * rays.y / horizontal - 0.5)
            .replacing(with: TexelPlaces.nowhere, where: horizontal .== 0)
    }
}

extension RectilinearView {
    fileprivate func place(of rays: Rays) -> (column: Lanes, row: Lanes) {
        let ray = rays.turned(toCamera)
        // Or so far beside it that no lens shows it.
        let isBehind = ray.z .> -1e-9
        let z = ray.z.replacing(with: -1, where: isBehind)
        var scale = geometry.focal / z
        var isNowhere = isBehind
        if geometry.distortion != 0 {
            let square = (ray.x * ray.x + ray.y * ray.y) / (z * z)
            scale *= 1 + geometry.distortion * square
            isNowhere = isBehind .| (square .> geometry.reach)
        }
        let column = geometry.centre.x - 0.5 - ray.x * scale
        let row = geometry.centre.y - 0.5 + ray.y * scale
        return (
            column.replacing(with: TexelPlaces.nowhere, where: isNowhere),
            row.replacing(with: TexelPlaces.nowhere, where: isNowhere)
        )
    }
}

/// As `column(ofYaw:…)` of one, for pictures that are no wider than a turn and yaws of half a turn at most.
private func column(ofYaw yaw: Lanes, fullWidth: Double, left: Double, width: Int) -> Lanes {
    var column = (yaw / (2 * Double.pi) + 0.5) * fullWidth - 0.5 - left
    let offset = column - (Double(width) - 1) / 2
    column.replace(with: column - fullWidth, where: offset .>= fullWidth / 2)
    column.replace(with: column + fullWidth, where: offset .<= -fullWidth / 2)
    return column
}
