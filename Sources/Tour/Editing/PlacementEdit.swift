/// Control points that are to stand in a tour's text in place of what stands there.
package struct PlacementEdit: Sendable, Hashable {
    package struct Point: Sendable, Hashable {
        package var xPixels: Double
        package var yPixels: Double
        package var yawDegrees: Double
        package var pitchDegrees: Double
        /// Its number in the list that stands in the text; nil for a new one.
        package var origin: Int?

        package init(
            xPixels: Double,
            yPixels: Double,
            yawDegrees: Double,
            pitchDegrees: Double,
            origin: Int? = nil
        ) {
            self.xPixels = xPixels
            self.yPixels = yPixels
            self.yawDegrees = yawDegrees
            self.pitchDegrees = pitchDegrees
            self.origin = origin
        }
    }

    /// Those with an origin first, in the order of the text.
    package var points: [Point]
    /// What more is unknown (`solve`); nil leaves that as it stands.
    package var unknowns: [String]?
    /// Whether a given pose may give way to the points.
    package var replacesPose: Bool

    package init(points: [Point], unknowns: [String]? = nil, replacesPose: Bool = false) {
        self.points = points
        self.unknowns = unknowns
        self.replacesPose = replacesPose
    }
}

extension PlacementEdit.Point {
    /// By the keys of the format.
    static let keys = ["x_px", "y_px", "yaw_deg", "pitch_deg"]

    /// As they are written: a 100th of a pixel, a 10000th of a degree.
    var written: [String: String] {
        [
            "x_px": decimal(xPixels, digits: 2), "y_px": decimal(yPixels, digits: 2),
            "yaw_deg": decimal(yawDegrees, digits: 4), "pitch_deg": decimal(pitchDegrees, digits: 4),
        ]
    }

    var flow: String {
        let written = written
        return "{" + Self.keys.map { "\($0): \(written[$0] ?? "0")" }.joined(separator: ", ") + "}"
    }
}

/// Without zeros at the end.
private func decimal(_ value: Double, digits: Int) -> String {
    let unit = (0..<digits).reduce(1.0) { unit, _ in unit * 10 }
    let parts = Int((abs(value) * unit).rounded())
    let fraction = String(parts % Int(unit))
    var text = String(parts / Int(unit)) + "." + String(repeating: "0", count: digits - fraction.count) + fraction
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return value < 0 && parts > 0 ? "-" + text : text
}
