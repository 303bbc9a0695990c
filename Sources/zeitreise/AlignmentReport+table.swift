import Foundation

extension AlignmentReport {
    /// For a terminal: the picture, what was found, the points, and the verdict.
    var table: String {
        ([heading] + parameters + pointLines + verdictLines).joined(separator: "\n")
    }

    private var heading: String { "\(picture): \(kind), \(widthPx) x \(heightPx) px" }

    private var parameters: [String] {
        let rows: [(String, Double?, Int, String, String)] = [
            ("yaw", pose?.yawDeg, 3, "°", "yaw_deg"), ("pitch", pose?.pitchDeg, 3, "°", "pitch_deg"),
            ("roll", pose?.rollDeg, 3, "°", "roll_deg"),
            ("field of view", fieldOfViewDeg, 3, "°", "field_of_view_deg"),
            ("shift right", isShown(shiftRight, "shift"), 4, "", "shift_right"),
            ("shift up", isShown(shiftUp, "shift"), 4, "", "shift_up"),
            ("distortion", isShown(distortion, "distortion"), 4, "", "distortion"),
            ("horizon", horizonPx, 1, " px", "horizon_px"),
        ]
        return rows.compactMap { name, value, digits, unit, key in
            guard let value else { return nil }
            let spread = standardDeviations[key].map { "  ± \(decimal($0, digits))\(unit)" } ?? ""
            return "  " + padded(name, 15) + padded("\(decimal(value, digits))\(unit)", -10) + spread
        }
    }

    /// What is 0 and was not asked for is not worth a line.
    private func isShown(_ value: Double?, _ unknown: String) -> Double? {
        solve.contains(unknown) || value != 0 ? value : nil
    }

    private var pointLines: [String] {
        guard !points.isEmpty else { return [] }
        let header = ["point", "line", "x", "y", "yaw", "pitch", "residual", "", "left out"]
        let rows = points.enumerated().map { $1.columns(number: $0 + 1) }
        let widths = [6, 6, 10, 10, 10, 9, 11, 10, 11]
        let lines = ([header] + rows).map { row in
            "  " + zip(row, widths).map { padded($0, -$1) }.joined()
        }
        return lines + (points.contains { $0.isUsed == false } ? ["  * not used for the result"] : [])
    }

    private var verdictLines: [String] {
        switch verdict.kind {
        case "given" where verdict.lines.isEmpty: return ["  given by its pose"]
        case "good":
            return ["  good: the points agree\(agreement), no worse than clicked ones do"]
        default: return verdict.lines.map { "  \(words(verdict.kind)): \($0.description)" }
        }
    }

    private var agreement: String {
        rmsPx.map { $0 < 0.05 ? " to less than 0.1 px" : " to \(decimal($0, 1)) px" } ?? ""
    }

    private func words(_ kind: String) -> String { kind.replacing("-", with: " ") }
}

extension AlignmentReport.Line {
    fileprivate var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(text)" }
}

extension AlignmentReport.Point {
    fileprivate func columns(number: Int) -> [String] {
        let mark = isUsed == false ? "*" : ""
        return [
            "\(number)\(mark)", "\(line)", decimal(xPx, 1), decimal(yPx, 1), decimal(yawDeg, 3), decimal(pitchDeg, 3),
            measured(residualPx, 1, " px"), measured(residualDeg, 3, "°"), measured(leaveOneOutPx, 1, " px"),
        ]
    }
}

private func measured(_ value: Double?, _ places: Int, _ unit: String) -> String {
    value.map { decimal($0, places) + unit } ?? "-"
}

private func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }

/// To the right of a column, or with a negative width to its left.
private func padded(_ text: String, _ width: Int) -> String {
    let spaces = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? spaces + text : text + spaces
}
