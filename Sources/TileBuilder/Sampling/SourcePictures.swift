package import Panorama
package import Resampling

/// The pictures of a source in memory, in all their sizes.
package struct SourcePictures: Sendable {
    package let projection: SourceProjection
    let sizes: PictureSizes
    private(set) var pictures: [HalvedPicture]

    /// - Parameter memory: is asked for as many bytes as the pictures need.
    package init(
        _ projection: SourceProjection,
        depth: SampleDepth,
        memory: (_ byteCount: Int) throws -> PictureMemory
    ) rethrows {
        self.projection = projection
        let sizes = PictureSizes(projection)
        self.sizes = sizes
        let bytes = sizes.byteCount(depth: depth)
        let memory = try memory(Self.byteCount(projection, depth: depth))
        pictures = (0..<Self.count(projection)).map { picture in
            HalvedPicture(sizes, depth: depth, in: memory, at: picture * bytes)
        }
    }

    package static func byteCount(_ projection: SourceProjection, depth: SampleDepth) -> Int {
        count(projection) * PictureSizes(projection).byteCount(depth: depth)
    }

    private static func count(_ projection: SourceProjection) -> Int {
        if case .cubemap = projection { CubeFace.allCases.count } else { 1 }
    }

    /// Where a picture's rows are to be filled in: of the face in a cubemap, otherwise 0.
    package func picture(_ index: Int) -> PictureLevel { pictures[index].finest }

    /// Rows of a size made at once.
    private static let rowsPerBand = 128

    /// Makes everything else when the pictures' own rows are there.
    ///
    /// - Parameter jobs: bands of rows made at the same time.
    /// - Throws: `CancellationError`.
    package func finish(using instructionSet: InstructionSet = .best, jobs: Int = 1) async throws {
        for halvings in sizes.all {
            let height = sizes.size(halvings).height
            let bands = (height + Self.rowsPerBand - 1) / Self.rowsPerBand
            if halvings.across > 0 {
                try await concurrently(bands * pictures.count, jobs: jobs) { [pictures] index in
                    let first = index / pictures.count * Self.rowsPerBand
                    let rows = first..<min(first + Self.rowsPerBand, height)
                    pictures[index % pictures.count].make(halvings, rows: rows, using: instructionSet)
                }
            }
            continueOverEdges(halvings, using: instructionSet)
        }
    }

    private func continueOverEdges(_ halvings: PictureSizes.Halvings, using instructionSet: InstructionSet) {
        if case .cubemap(let size) = projection {
            continueCubemap(halvings, size: Double(size) / Double(1 << halvings.down), using: instructionSet)
        } else {
            pictures[0][halvings].continueOverEdges(edges(halvings))
        }
    }
}

// MARK: - Edges

extension SourcePictures {
    private func edges(_ halvings: PictureSizes.Halvings) -> PictureLevel.Edges {
        guard sizes.isTurn else { return .repeated }
        guard case .equirectangular(let region) = projection else {
            return .turn(hasNorthPole: false, hasSouthPole: false)
        }
        // Of an odd number of rows halvings end a little beyond the pole.
        let isEven = sizes.size(halvings).height << halvings.down == region.height
        return .turn(
            hasNorthPole: region.top == 0,
            hasSouthPole: isEven && region.top + Double(region.height) == region.fullHeight
        )
    }

    /// Each face goes on as its neighbours show it. What lies next to their own edges is read twice: there a filter needs what the
    /// first time brought.
    ///
    /// - Parameter size: of a face in texels of these; less than their width where that was rounded up.
    private func continueCubemap(
        _ halvings: PictureSizes.Halvings,
        size: Double,
        using instructionSet: InstructionSet
    ) {
        let faces = pictures.map { $0[halvings] }
        let margins = CubeFace.allCases.map { FaceMargin($0, width: faces[0].width, size: size) }
        for (filter, reach) in [(ResamplingFilter.bilinear, -0.5), (.lanczos3, 0)] {
            let pixels = margins.map { $0.pixels(of: faces, filter: filter, reach: reach, using: instructionSet) }
            for (face, margin) in margins.enumerated() {
                faces[face].setMargin(columns: margin.columns, rows: margin.rows, to: pixels[face])
            }
        }
    }
}
