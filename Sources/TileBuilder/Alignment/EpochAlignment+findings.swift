internal import Panorama
package import Tour

extension EpochAlignment {
    /// What is wrong or doubtful in the control points, an error where a picture cannot be placed by them.
    package func findings(in document: TourDocument) -> [TourFinding] {
        pictures.flatMap { $0.findings(file: document.file) }
    }
}

extension EpochAlignment.Picture {
    /// The same of one picture, the points' own lines first.
    package func findings(file: String) -> [TourFinding] {
        if let error = registration.error { return [finding(error, file)] }
        guard let quality = registration.quality else {
            return registration.placement == nil ? [unknownWidth(file)] : []
        }
        switch quality.verdict {
        case .good: return []
        case .doubtful(let doubtful):
            guard registration.placement != nil else { return [whole(contradiction, file)] }
            guard doubtful.count < points.count || held.isEmpty else { return [whole(disagreement, file)] }
            return doubtful.map { doubt($0, quality, file) }
        case .notEnoughPoints(let needed): return [whole(fewPoints(needed), file)]
        case .collinear: return [whole(collinear, file)]
        case .mirrored: return [whole(mirrored, file)]
        case .lens(let unknowns): return [whole(lens(unknowns), file)]
        case .parallax: return [whole(parallax(quality), file)]
        }
    }

    /// Of all points together.
    private typealias Remark = (code: TourFinding.Code, message: String, advice: String)

    private func whole(_ remark: Remark, _ file: String) -> TourFinding {
        TourFinding(
            code: remark.code,
            file: file,
            mark: marks["control_points"],
            message: remark.message,
            advice: remark.advice
        )
    }

    private var name: String { "the control points of '\(picture.name)'" }

    /// The keys of the tour that tell what the points could tell, too.
    private var held: [String] {
        guard case .cylinder(let known) = picture.kind else { return [] }
        return [(known.fieldOfViewDeg, "`field_of_view_deg`"), (known.horizon, "`horizon_px`")].compactMap {
            $0 == nil ? nil : $1
        }
    }

    private var contradiction: Remark {
        (
            .contradiction,
            "\(name) contradict each other: no picture of \(picture.width) x \(picture.height) pixels shows them so",
            "look at each again, in the photo and in the panorama"
        )
    }

    private var disagreement: Remark {
        (
            .doubtfulPoint,
            "\(name) do not agree with each other, or with its \(held.joined(separator: " and "))",
            "look at them again, or leave out what is given, so that the points tell it"
        )
    }

    private func fewPoints(_ needed: Int) -> Remark {
        guard registration.placement != nil else {
            return (
                .tooFewPoints, "\(name) are \(points.count), and \(needed) are needed",
                "set more, six if you can, far apart"
            )
        }
        return (
            .fewPoints, "\(name) are just enough to place it, so that none can show that another is wrong",
            "set \(needed) or more, far apart"
        )
    }

    private var collinear: Remark {
        (
            .collinearPoints, "\(name) lie on a line or in a spot, about which the picture may turn or bend",
            "set some far away from there"
        )
    }

    private var mirrored: Remark {
        (
            .mirroredPhoto, "by its control points '\(picture.name)' is the wrong way round",
            "mirror the picture, as a slide that was scanned from its back, and set the points anew"
        )
    }

    private func lens(_ unknowns: PhotoUnknowns) -> Remark {
        (
            .unknownLens, "\(name) would agree if its lens was \(unknowns.words)",
            "add `solve: [\(unknowns.names.joined(separator: ", "))]`"
        )
    }

    private func parallax(_ quality: RegistrationQuality) -> Remark {
        let suspects = quality.suspects.map { "\($0 + 1)" }.joined(separator: " and ")
        let given = held.isEmpty ? "" : "at its \(held.joined(separator: " and ")), which the points could tell, then "
        return (
            .parallax,
            "'\(picture.name)' was not taken from where the panorama was, or several of its control points are wrong: no "
                + "camera there sees them so",
            "look first \(given)at points \(suspects), which miss by the most; if they are right, set points that are far away, or "
                + (registration.facade == nil
                    ? "take a panorama from where the photographer stood"
                    : "add `solve: [plane]` for the front of one building, with points on that alone")
        )
    }

    private func doubt(_ index: Int, _ quality: RegistrationQuality, _ file: String) -> TourFinding {
        let point = quality.points.indices.contains(index) ? quality.points[index] : nil
        let far = point.map { " \(Int(min(999_999, max($0.residualPx, $0.leaveOneOutPx ?? 0)).rounded())) px" } ?? ""
        return TourFinding(
            code: .doubtfulPoint,
            file: file,
            mark: points.indices.contains(index) ? points[index].mark : marks["control_points"],
            message: "control point \(index + 1) of '\(picture.name)' lies\(far) from where the other points have it",
            advice: "look at it again, in the photo and in the panorama, or remove it"
        )
    }

    private func finding(_ error: RegistrationError, _ file: String) -> TourFinding {
        let parts = "\(error)".split(separator: "; ", maxSplits: 1).map { String($0) }
        let (code, index): (TourFinding.Code, Int?) =
            switch error {
            case .outsidePicture(let point): (.pointOutside, point)
            case .repeated(let point, _): (.repeatedPoint, point)
            case .notANumber(let point): (.pointOutside, point)
            case .emptyPicture, .planeWithLens: (.pointOutside, nil)
            }
        let size = code == .pointOutside ? " of \(picture.width) x \(picture.height) pixels" : ""
        return TourFinding(
            code: code,
            file: file,
            mark: index.flatMap { points.indices.contains($0) ? points[$0].mark : nil } ?? marks["control_points"],
            message: "'\(picture.name)'\(size): \(parts[0])",
            advice: parts.count > 1 ? parts[1] : "look at the control points"
        )
    }

    /// Of a cylinder with a pose and no field of view.
    private func unknownWidth(_ file: String) -> TourFinding {
        TourFinding(
            code: .badPicture,
            file: file,
            mark: marks["path"],
            message: "how much of a turn the cylinder '\(picture.name)' shows is not known",
            advice: "add `field_of_view_deg`, or `control_points` that tell it"
        )
    }
}

extension PhotoUnknowns {
    /// As `solve` has them.
    package var names: [String] {
        [(PhotoUnknowns.shift, "shift"), (.distortion, "distortion"), (.plane, "plane")].filter { contains($0.0) }
            .map(\.1)
    }

    fileprivate var words: String {
        [(PhotoUnknowns.shift, "shifted"), (.distortion, "bending lines")].filter { contains($0.0) }.map(\.1)
            .joined(separator: " and ")
    }
}
