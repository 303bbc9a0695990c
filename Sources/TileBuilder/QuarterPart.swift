internal import Panorama

/// Texels that are computed once and found again on four places of a cube, a quarter turn about the vertical axis apart.
struct QuarterPart: Sendable {
    /// Of the front face, or of a polar face's quadrant from yaw 0 to a quarter turn.
    let region: FaceRegion
    /// The quarter of the panorama in which the region's columns lie, 0...3.
    let quarter: Int
    /// For the region itself, and as often as it was turned to the right.
    let places: [Place]

    struct Place: Sendable {
        let face: CubeFace
        /// Of the part on its face.
        let region: FaceRegion
        /// How the part lies there.
        let turn: QuarterTurn
    }

    /// Part of the front face, left or right of its middle, and the same of the other upright ones.
    init(upright region: FaceRegion) {
        self.region = region
        quarter = region.columns.lowerBound < region.faceSize / 2 ? 1 : 2
        places = [CubeFace.front, .right, .back, .left].map { face in
            let region = FaceRegion(face: face, faceSize: region.faceSize, columns: region.columns, rows: region.rows)
            return Place(face: face, region: region, turn: QuarterTurn(0))
        }
    }

    /// Part of a polar face's quadrant.
    init(polar region: FaceRegion) {
        self.region = region
        quarter = 2
        places = (0..<4).map { turns in
            // Who looks down sees the turn to the right run the other way round.
            let turn = QuarterTurn(region.face == .up ? turns : -turns)
            return Place(face: region.face, region: region.turned(turn), turn: turn)
        }
    }

    /// The panorama's quarter in which a place lies: the sample of each pixel that is its own.
    func quarter(ofPlace index: Int) -> Int { (quarter + index) & 3 }
}

extension QuarterPart {
    /// The parts that make up four tiles, or on the coarsest level, where a tile is a face, all that lie on the horizon or one at a pole.
    static func all(of pyramid: Pyramid, level: Int) -> [[Self]] {
        let (size, count) = (pyramid.faceSize(level: level), pyramid.tileCount(level: level))
        // A part lies on one side of the middle.
        let cells = max(count, 2)
        let side = size / cells
        func region(_ face: CubeFace, _ column: Int, _ row: Int, height: Int) -> FaceRegion {
            FaceRegion(
                face: face,
                faceSize: size,
                columns: column * side..<(column + 1) * side,
                rows: row * height..<(row + 1) * height
            )
        }
        let height = pyramid.tileSize
        let upright = (0..<count).flatMap { row in
            (0..<cells).map { Self(upright: region(.front, $0, row, height: height)) }
        }
        let polar = [CubeFace.up, .down].flatMap { face in
            (face == .up ? cells / 2..<cells : 0..<cells / 2).flatMap { row in
                (cells / 2..<cells).map { [Self(polar: region(face, $0, row, height: side))] }
            }
        }
        return (count == 1 ? [upright] : upright.map { [$0] }) + polar
    }
}

extension QuarterPart.Place {
    /// The tile in which the place lies.
    func address(tileSize: Int) -> TileAddress {
        TileAddress(
            level: (region.faceSize / tileSize).trailingZeroBitCount,
            face: face,
            row: region.rows.lowerBound / tileSize,
            column: region.columns.lowerBound / tileSize
        )
    }
}
