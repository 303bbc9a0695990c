import Foundation
import Panorama

extension Inspection {
    /// For a terminal: a heading, then a line for each thing that is known.
    var table: String {
        let rows: [(String, String?)] = [
            (
                "picture",
                "\(widthPx) x \(heightPx) px, \(format), \(bitsPerSample) bit \(colourModel)\(hasAlpha ? ", alpha" : "")"
            ),
            (
                "decoded",
                "\(decimal(decodedMib, 1)) MiB\(isInterlaced ? ", needed whole: the file is in several passes" : "")"
            ),
            ("colours", profile.map { "from the profile \($0) to sRGB" }),
            ("turned", orientation == 1 ? nil : "upright (EXIF orientation \(orientation))"),
            ("taken", captured),
            ("at", placeText),
            ("projection", projection?.text ?? "unknown: \(projectionFault ?? "")"),
            ("shows", projection?.extentText),
            ("pose", pose?.text),
            ("first view", initialView?.text),
            ("tiles", tiles?.text),
        ]
        let notes = findings.map { ("note", Optional($0)) }
        let lines = (rows + notes).compactMap { name, text in
            text.map { "  \(name.padding(toLength: 12, withPad: " ", startingAt: 0))\($0)" }
        }
        return ([file] + lines).joined(separator: "\n")
    }
}

extension Inspection {
    private var placeText: String? {
        guard let latitudeDeg, let longitudeDeg else { return nil }
        return "\(decimal(latitudeDeg, 6))°, \(decimal(longitudeDeg, 6))°"
    }
}

extension Inspection.Projection {
    fileprivate var text: String {
        let eyes = stereo == StereoLayout.none.rawValue ? "" : ", two eyes \(stereo)"
        return "\(kind)\(eyes) (by its \(foundBy))"
    }

    fileprivate var extentText: String? {
        if let horizontalFovDeg, let verticalFovDeg {
            let place = placedAt.map { ", \($0.text)" } ?? ""
            return "\(decimal(horizontalFovDeg, 1))° x \(decimal(verticalFovDeg, 1))°\(place)"
        }
        guard let pitchFromDeg, let pitchToDeg else { return nil }
        let pitch = "pitch \(decimal(pitchFromDeg, 1))° to \(decimal(pitchToDeg, 1))°"
        guard let yawFromDeg, let yawToDeg else { return "all round, \(pitch)" }
        return "yaw \(decimal(yawFromDeg, 1))° to \(decimal(yawToDeg, 1))°, \(pitch)"
    }
}

extension Inspection.Tiles {
    fileprivate var text: String {
        let absent = count < wholeCount ? " of \(wholeCount) (the others would show nothing)" : ""
        return "faces of \(faceSizePx) px, \(levels) levels, \(count) tiles of \(tileSizePx) px\(absent)"
    }
}

extension Pose {
    fileprivate var text: String {
        "heading \(decimal(headingDeg, 1))°, pitch \(decimal(pitchDeg, 1))°, roll \(decimal(rollDeg, 1))°"
    }
}

extension InitialView {
    fileprivate var text: String {
        let fov = fovDeg.map { ", \(decimal($0, 1))° wide" } ?? ""
        return "heading \(decimal(headingDeg, 1))°, pitch \(decimal(pitchDeg, 1))°\(fov)"
    }
}

private func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
