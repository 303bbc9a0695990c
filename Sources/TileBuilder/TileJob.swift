internal import Panorama
internal import Resampling

/// What is made at once: a tile or a face of the preview, or four tiles a quarter turn apart; and what it is made of.
struct TileJob: Sendable {
    enum Picture: Sendable {
        /// Texels to render: the tile, or one that is larger by a power of two and a margin, to be halved as often.
        case tile(TileAddress, FaceRegion, halvings: Int)
        /// A face of the picture of all six, likewise.
        case preview(CubeFace, FaceRegion, halvings: Int)
        /// Tiles, as far as they are wanted, and the parts that make them up.
        case quarters([TileAddress], [QuarterPart])
    }

    let picture: Picture
    /// The panorama, halved as often.
    let sourceLevel: Int
    let panorama: Equirectangular
    /// The rows of the source level that the filter reads; of planes those of luma, and of colour differences half as many.
    let rows: Range<Int>
    /// Rows of the panorama itself that must have come in.
    let turn: Int

    init(_ picture: Picture, sourceLevel: Int, _ sizes: PanoramaSizes) {
        self.picture = picture
        self.sourceLevel = sourceLevel
        let level = Equirectangular(width: sizes.width(level: sourceLevel), height: sizes.height(level: sourceLevel))
        panorama = level
        rows =
            switch picture {
            case .tile(_, let region, _), .preview(_, let region, _): level.rows(of: region)
            case .quarters(_, let parts): level.rows(ofPlanes: parts)
            }
        turn = sizes.rowsNeeded(before: rows.upperBound, level: sourceLevel)
    }

    /// The order among jobs that can be made at the same time: tiles by their addresses, then faces.
    var order: (Int, TileAddress) {
        switch picture {
        case .tile(let address, _, _): (0, address)
        case .quarters(let addresses, _): (0, addresses[0])
        case .preview(let face, _, _): (1, TileAddress(level: 0, face: face, row: 0, column: 0))
        }
    }

    /// Bytes that making it takes at the most, besides the panorama's rows.
    var workingBytes: Int {
        switch picture {
        case .tile(_, let region, _), .preview(_, let region, _): workingBytes(region, width: panorama.width)
        case .quarters(_, let parts):
            // Four tiles' planes, and one part at a time.
            parts.map { 6 * $0.region.texelCount }.reduce(0, +)
                + (parts.map { workingBytes($0.region, width: panorama.width / 4) }.max() ?? 0)
        }
    }

    /// Of the pixels, and for a polar face of its patch, whose rows are at most `width` pixels long and which has at most one and a
    /// half pixels a texel.
    private func workingBytes(_ region: FaceRegion, width: Int) -> Int {
        let isPolar = region.face == .up || region.face == .down
        return region.texelCount * 8 + (isPolar ? min(region.texelCount * 24, rows.count * width * 16) : 0)
    }
}

extension FaceRegion {
    fileprivate var texelCount: Int { columns.count * rows.count }

    /// The same part of a face that is half as fine.
    var halved: Self {
        Self(
            face: face,
            faceSize: faceSize / 2,
            columns: columns.lowerBound / 2..<columns.upperBound / 2,
            rows: rows.lowerBound / 2..<rows.upperBound / 2
        )
    }
}

extension Equirectangular {
    /// Half as fine: where colour differences lie.
    var halved: Self { Self(width: width / 2, height: height / 2) }

    /// The rows that the filter reads for a region.
    func rows(of region: FaceRegion) -> Range<Int> {
        let reached = region.rows(in: self)
        // One more row than the filter reaches, for the kernels round angles a little differently.
        let first = Int(reached.lowerBound.rounded(.down)) - 3
        let end = Int(reached.upperBound.rounded(.down)) + 5
        return max(first, -SourceLevel.poleRows)..<min(end, height + SourceLevel.poleRows)
    }

    fileprivate func rows(ofPlanes parts: [QuarterPart]) -> Range<Int> {
        let reached = parts.flatMap { part in
            let half = halved.rows(of: part.region.halved)
            return [rows(of: part.region), 2 * half.lowerBound..<2 * half.upperBound]
        }
        return (reached.map(\.lowerBound).min() ?? 0)..<(reached.map(\.upperBound).max() ?? 0)
    }
}
