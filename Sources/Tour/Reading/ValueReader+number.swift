extension ValueReader<Double> {
    /// Any finite number.
    static var number: Self {
        Self(
            wanted: "a number",
            advice: "write a number such as 12.5, with a point and without quotation marks or unit",
            parse: { $0.plain.flatMap(decimal) }
        )
        .refusing(.notFinite, "not a finite number", advice: "write a number such as 12.5", where: { !$0.isFinite })
    }

    static func number(in range: ClosedRange<Double>) -> Self {
        number.refusing(
            .outOfRange,
            "outside \(brief(range.lowerBound)) to \(brief(range.upperBound))",
            advice: "write a number from \(brief(range.lowerBound)) to \(brief(range.upperBound))"
        ) { !range.contains($0) }
    }

    /// Degrees clockwise from true north.
    static var heading: Self { number(in: 0...360) }
    /// Degrees from a panorama's centre column.
    static var yaw: Self { number(in: -180...180) }
    /// Degrees above the horizon.
    static var pitch: Self { number(in: -90...90) }
    /// Metres, as far as a tour's triggers can reach.
    static var distance: Self { number(in: 0...100_000) }
    /// From a picture's left or top edge; no picture has more.
    static var pixels: Self { number(in: 0...1_000_000) }
}

extension ValueReader<Int> {
    /// A year; −1 is 1 BC.
    static var year: Self {
        let range = TourDocument.Years.range
        return Self(
            wanted: "a whole number",
            advice: "write a year such as 1900, or -500 for 500 BC",
            parse: { $0.plain.flatMap { Int($0) } }
        )
        .refusing(.outOfRange, "a year that never was", advice: "write -1 for 1 BC, 1 for AD 1", where: { $0 == 0 })
        .refusing(
            .outOfRange,
            "outside \(range.lowerBound) to \(range.upperBound)",
            advice: "write a year from \(range.lowerBound) to \(range.upperBound)"
        ) { !range.contains($0) }
    }
}

extension ValueReader<Bool> {
    static var flag: Self {
        Self(wanted: "true or false", advice: "write true or false", parse: { $0.plain.flatMap(truth) })
    }
}

/// A number as YAML 1.2 writes it (section 10.3.2), and the words for those that are infinite or none.
func decimal(_ text: String) -> Double? {
    let word: Substring = text.drop { "+-.".contains($0) }
    return switch word.lowercased() {
    case "nan": .nan
    case "inf", "infinity": .infinity
    default: text.allSatisfy { "+-.0123456789eE".contains($0) } ? Double(text) : nil
    }
}

/// Without the ".0" of whole numbers.
private func brief(_ number: Double) -> String {
    Int(exactly: number).map { String($0) } ?? String(number)
}

/// YAML 1.2, section 10.3.2.
private func truth(_ text: String) -> Bool? {
    switch text {
    case "true", "True", "TRUE": true
    case "false", "False", "FALSE": false
    default: nil
    }
}
