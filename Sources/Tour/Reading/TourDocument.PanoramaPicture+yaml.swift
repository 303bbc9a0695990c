extension ValueReader<TourDocument.PanoramaPicture> {
    /// A path alone, or a mapping that has it.
    static var panorama: Self {
        let path = ValueReader<String>.path(.panorama)
        let mapping = ValueReader.mapping("panorama", TourDocument.PanoramaPicture.init)
        return Self(
            wanted: "\(path.wanted), or \(mapping.wanted)",
            advice: path.advice,
            read: { node in
                if node.isMapping { return mapping.read(node) }
                return path.read(node).map { TourDocument.PanoramaPicture(path: $0, at: node.mark) }
            }
        )
    }
}

extension TourDocument.PanoramaPicture {
    fileprivate init(path: String, at mark: SourceMark) {
        self.init(
            path: path,
            projection: nil,
            fieldOfViewDegrees: nil,
            horizonPixels: nil,
            stereo: nil,
            swapsEyes: false,
            base: nil,
            placement: nil,
            evensExposure: false,
            tone: nil,
            restoration: [],
            marks: Marks(mapping: mark, keys: ["path": mark])
        )
    }

    fileprivate init?(_ mapping: inout MappingReader) {
        let path = mapping.required("path", .path(.panorama))
        let projection: Projection? = mapping.optional("projection", .choice)
        let fieldOfView = mapping.optional("field_of_view_deg", .number(in: 1...360))
        // Of a print that was cut the horizon may lie outside.
        let horizon = mapping.optional("horizon_px", .number(in: -1_000_000...1_000_000))
        let stereo: TourDocument.StereoLayout? = mapping.optional("stereo", .choice)
        let swapsEyes = mapping.optional("swap_eyes", .flag) ?? false
        let base = mapping.optional("on", .text)
        // What is not given the points have to tell.
        let needed = projection == .cylindrical && (fieldOfView == nil || horizon == nil) ? 3 : 2
        let placement = Placement(&mapping, pointsNeeded: needed)
        let evensExposure = mapping.optional("even_exposure", .flag) ?? false
        let tone: TourDocument.Tone? = mapping.optional("tone", .choice)
        let restoration = mapping.optional("restore", .restoration) ?? []
        mapping.refuseUnfitting(projection, tone)
        guard let path else { return nil }
        self.init(
            path: path,
            projection: projection,
            fieldOfViewDegrees: fieldOfView,
            horizonPixels: horizon,
            stereo: stereo,
            swapsEyes: swapsEyes,
            base: base,
            placement: placement,
            evensExposure: evensExposure,
            tone: tone,
            restoration: restoration,
            marks: mapping.marks
        )
    }
}

extension TourDocument.PanoramaPicture.Placement {
    /// From the keys of a panorama.
    fileprivate init?(_ panorama: inout MappingReader, pointsNeeded: Int) {
        let pose = panorama.optional("pose", .mapping("panorama's pose", TourDocument.Pose.init))
        let points = panorama.optional("control_points", .controlPoints(atLeast: pointsNeeded))
        panorama.atMostOne(of: "pose", "control_points")
        guard let placement = pose.map(Self.pose) ?? points.map(Self.controlPoints) else { return nil }
        self = placement
    }
}

extension MappingReader {
    /// Reports the keys of a panorama that say nothing, for want of others.
    fileprivate func refuseUnfitting(
        _ projection: TourDocument.PanoramaPicture.Projection?,
        _ tone: TourDocument.Tone?
    ) {
        refuse("swap_eyes", without: "stereo", advice: "add `stereo:` to a picture with one for each eye, or remove it")
        for key in ["pose", "control_points"] {
            refuse(
                key,
                without: "on",
                advice: "add `on:` with an epoch of this place that has a panorama, or remove it"
            )
        }
        if tone != .paper {
            refuse(
                "tone",
                without: "on",
                advice: "add `on:` with the epoch that fills what is missing, or write `paper`"
            )
        }
        refuse("field_of_view_deg", without: "projection", advice: "add `projection: cylindrical` or `equirectangular`")
        for key in ["horizon_px", "even_exposure"] where has(key) && projection != .cylindrical {
            // Where the projection is misspelt, that has been said.
            guard projection != nil || !has("projection") else { continue }
            report(
                .unfittingKey,
                at: key,
                "`\(key)` stands here without `projection: cylindrical`",
                advice: "add that to a cylinder, or remove it"
            )
        }
    }
}

extension ValueReader<[TourDocument.Restoration]> {
    /// Corrections, each once.
    static var restoration: Self {
        ListReader.nonEmpty.each(ValueReader<TourDocument.Restoration>.choice).then { wished, _ in
            TourDocument.Restoration.allCases.filter(wished.contains)
        }
    }
}
