internal import Panorama
internal import Resampling

/// The pixels beside a cube's face, and where its neighbours show them.
struct FaceMargin {
    private(set) var columns: [Int] = []
    private(set) var rows: [Int] = []
    /// By face, which of the pixels it shows, and where.
    private var sources: [Source]

    private struct Source {
        var pixels: [Int] = []
        var columns: [Double] = []
        var rows: [Double] = []
    }

    /// - Parameters:
    ///   - width: of the face's picture.
    ///   - size: of the face in texels of the picture.
    init(_ face: CubeFace, width: Int, size: Double) {
        sources = CubeFace.allCases.map { _ in Source() }
        let margin = PictureLevel.margin
        for row in -margin..<width + margin {
            let isBeside = row < 0 || row >= width
            for column in -margin..<width + margin where isBeside || column < 0 || column >= width {
                let (u, v) = ((2 * Double(column) + 1) / size - 1, (2 * Double(row) + 1) / size - 1)
                let seen = CubeFace.facing(face.direction(u: u, v: v))
                sources[seen.face.rawValue].pixels.append(columns.count)
                sources[seen.face.rawValue].columns.append((seen.u + 1) * size / 2 - 0.5)
                sources[seen.face.rawValue].rows.append((seen.v + 1) * size / 2 - 0.5)
                columns.append(column)
                rows.append(row)
            }
        }
    }

    /// Deep, as they are read from the faces at least `-reach` texels from their edges.
    func pixels(
        of faces: [PictureLevel],
        filter: ResamplingFilter,
        reach: Double,
        using instructionSet: InstructionSet
    ) -> [SIMD4<Int16>] {
        var pixels = [SIMD4<Int16>](repeating: .zero, count: columns.count)
        for (face, source) in zip(faces, sources) where !source.pixels.isEmpty {
            let places = PixelPlaces(
                PixelRegion(column: 0, row: 0, width: source.pixels.count, height: 1),
                columns: source.columns,
                rows: source.rows,
                stride: source.pixels.count,
                scale: (1, 1),
                in: face,
                reach: reach
            )
            let read = face.deepPixels(places, filter: filter, using: instructionSet)
            for (pixel, value) in zip(source.pixels, read) { pixels[pixel] = value }
        }
        return pixels
    }
}
