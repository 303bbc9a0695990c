extension SourceProjection {
    /// Finds out what a picture shows of the sphere.
    ///
    /// The user's wish goes first, then the metadata, then the picture's sides: two to one is a full panorama. A square may
    /// be many things, so two panoramas one above the other are taken for that only where they are wished.
    ///
    /// - Parameters:
    ///   - width, height: of the whole picture, upright.
    package static func detect(
        width: Int,
        height: Int,
        metadata: ProjectionMetadata?,
        wish: ProjectionWish = ProjectionWish()
    ) throws(ProjectionError) -> DetectedProjection {
        let share = wish.stereo.share
        guard width % share.across == 0, height % share.down == 0 else {
            throw .oddStereo(wish.stereo, width: width, height: height)
        }
        let picture = Picture(
            width: width / share.across,
            height: height / share.down,
            metadata: metadata.flatMap { $0.isOf(width, height, share) ? $0 : nil },
            wish: wish
        )
        // A picture of a row or a column shows no more than a line of the sphere.
        guard picture.width > 1, picture.height > 1 else { throw .unknown(width: width, height: height) }
        let (projection, evidence) = try picture.projection()
        return DetectedProjection(
            projection: projection,
            stereo: wish.stereo,
            evidence: evidence,
            pose: wish.kind == .rectilinear ? nil : try metadata?.pose(),
            initialView: metadata?.initialView
        )
    }
}

extension ProjectionMetadata {
    /// Whether the crop is that of one eye's picture; programs that join two leave all kinds of sizes.
    fileprivate func isOf(_ width: Int, _ height: Int, _ share: (across: Int, down: Int)) -> Bool {
        if share == (1, 1) { return true }
        return croppedWidth == width / share.across && croppedHeight == height / share.down
    }
}

/// One eye's picture.
private struct Picture {
    let width: Int
    let height: Int
    let metadata: ProjectionMetadata?
    let wish: ProjectionWish

    func projection() throws(ProjectionError) -> (SourceProjection, DetectedProjection.Evidence) {
        switch wish.kind {
        case .equirectangular: try wishedEquirectangular()
        case .cylindrical: try wishedCylinder()
        case .rectilinear: try (.rectilinear(view()), .wish)
        case .cubemap: throw .singleCubeFace
        case nil: try found()
        }
    }

    private func found() throws(ProjectionError) -> (SourceProjection, DetectedProjection.Evidence) {
        switch type {
        case "equirectangular":
            if let region = try metadata?.equirectangularRegion(width: width, height: height) {
                return (.equirectangular(region), .metadata)
            }
        case "cylindrical":
            guard let cylinder = try metadata?.cylinder(width: width, height: height) else {
                throw .missingFieldOfView(.cylindrical)
            }
            return (.cylindrical(cylinder), .metadata)
        default:
            throw .unknownType(metadata?.projectionType ?? "")
        }
        guard isTwoToOne else { throw .unknown(width: width, height: height) }
        return (.equirectangular(EquirectangularRegion(width: width, height: height)), .size)
    }

    /// Of the metadata; the first that was defined where they name none.
    private var type: String { metadata?.projectionType?.lowercased() ?? "equirectangular" }

    /// A pixel more or less is forgiven.
    private var isTwoToOne: Bool { abs(width - 2 * height) <= 1 }

    private func wishedEquirectangular() throws(ProjectionError) -> (SourceProjection, DetectedProjection.Evidence) {
        if wish.fieldOfViewDeg == nil, type == "equirectangular",
            let region = try metadata?.equirectangularRegion(width: width, height: height)
        {
            return (.equirectangular(region), .metadata)
        }
        let fieldOfViewDeg = try fieldOfView(.equirectangular, most: 360) ?? 360
        if fieldOfViewDeg == 360, isTwoToOne {
            return (.equirectangular(EquirectangularRegion(width: width, height: height)), .wish)
        }
        let fullWidth = Double(width) * 360 / fieldOfViewDeg
        guard Double(height) <= fullWidth / 2 + 1 else {
            throw .beyondPoles(width: width, height: height, fieldOfViewDeg: fieldOfViewDeg)
        }
        // The pixel more that is forgiven ends at the poles, too.
        let fullHeight = max(fullWidth / 2, Double(height))
        let region = EquirectangularRegion(
            width: width,
            height: height,
            fullWidth: fullWidth,
            fullHeight: fullHeight,
            left: (fullWidth - Double(width)) / 2,
            top: (fullHeight - Double(height)) / 2
        )
        return (.equirectangular(region), .wish)
    }

    private func wishedCylinder() throws(ProjectionError) -> (SourceProjection, DetectedProjection.Evidence) {
        if let fieldOfViewDeg = try fieldOfView(.cylindrical, most: 360) {
            let cylinder = Cylinder(
                width: width,
                height: height,
                fieldOfViewDeg: fieldOfViewDeg,
                horizon: wish.horizon
            )
            return (.cylindrical(cylinder), .wish)
        }
        guard type == "cylindrical", let cylinder = try metadata?.cylinder(width: width, height: height) else {
            throw .missingFieldOfView(.cylindrical)
        }
        guard let horizon = wish.horizon else { return (.cylindrical(cylinder), .metadata) }
        let moved = Cylinder(
            width: width,
            height: height,
            fullWidth: cylinder.fullWidth,
            left: cylinder.left,
            horizon: horizon
        )
        return (.cylindrical(moved), .wish)
    }

    private func view() throws(ProjectionError) -> RectilinearView {
        guard let fieldOfViewDeg = try fieldOfView(.rectilinear, most: 170) else {
            throw .missingFieldOfView(.rectilinear)
        }
        return RectilinearView(
            width: width,
            height: height,
            pose: wish.pose ?? Pose(),
            fieldOfViewDeg: fieldOfViewDeg
        )
    }

    private func fieldOfView(_ kind: ProjectionKind, most: Double) throws(ProjectionError) -> Double? {
        guard let degrees = wish.fieldOfViewDeg else { return nil }
        guard (1...most).contains(degrees) else {
            throw .fieldOfViewOutOfRange(kind, degrees: degrees, most: most)
        }
        return degrees
    }
}
