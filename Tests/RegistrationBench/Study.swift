import Foundation
import Panorama

/// What came out of all trials of one kind, as a line of JSON.
struct Study: Encodable {
    let name: String
    var trials = 0
    /// Of each verdict, how many.
    var verdicts: [String: Int] = [:]
    var poseErrorMedianDeg: Double?
    var poseErrorP95Deg: Double?
    var poseErrorMaxDeg: Double?
    /// The turn that would bring the picture, as it was laid, onto its place.
    var pictureErrorP95Deg: Double?
    /// Of the field of view, in percent.
    var fovErrorMedianPercent: Double?
    var fovErrorP95Percent: Double?
    /// Of all yaws, pitches, rolls and fields of view, those within two of their own standard deviations.
    var withinTwoDeviations: Double?
    /// With one wrong point: how often it was named, and no other.
    var named: Int?
    var millisecondsMedian: Double?
    var millisecondsMax: Double?

    init(_ name: String) { self.name = name }

    private var poseErrors: [Double] = []
    private var pictureErrors: [Double] = []
    private var fovErrors: [Double] = []
    private var milliseconds: [Double] = []
    private var deviations: [Double] = []

    private enum CodingKeys: String, CodingKey {
        case name, trials, verdicts, poseErrorMedianDeg, poseErrorP95Deg, poseErrorMaxDeg, fovErrorMedianPercent,
            pictureErrorP95Deg
        case fovErrorP95Percent, withinTwoDeviations, named, millisecondsMedian, millisecondsMax
    }
}

extension Study {
    /// Solves and measures the processor's time, for other programs may run.
    mutating func timed<Result>(_ solve: () throws -> Result) rethrows -> Result {
        let start = clock()
        let result = try solve()
        milliseconds.append(Double(clock() - start) * 1000 / Double(CLOCKS_PER_SEC))
        return result
    }

    mutating func add(_ verdict: RegistrationVerdict, outlier: Int? = nil) {
        trials += 1
        verdicts[verdict.word, default: 0] += 1
        if let outlier { named = (named ?? 0) + (verdict == .doubtful([outlier]) ? 1 : 0) }
    }

    /// An error without a result is one of half a turn.
    mutating func add(poseError: Double?, pictureError: Double? = nil, fovError: Double? = nil) {
        poseErrors.append(poseError ?? 180)
        if let pictureError { pictureErrors.append(pictureError) }
        if let fovError { fovErrors.append(fovError) }
    }

    mutating func add(error: Double, deviation: Double?) {
        deviations.append(deviation.map { abs(error) / $0 } ?? .infinity)
    }

    mutating func close() {
        (poseErrorMedianDeg, poseErrorP95Deg) = (quantile(0.5, of: poseErrors), quantile(0.95, of: poseErrors))
        poseErrorMaxDeg = poseErrors.max()
        pictureErrorP95Deg = quantile(0.95, of: pictureErrors)
        (fovErrorMedianPercent, fovErrorP95Percent) = (quantile(0.5, of: fovErrors), quantile(0.95, of: fovErrors))
        (millisecondsMedian, millisecondsMax) = (quantile(0.5, of: milliseconds), milliseconds.max())
        if !deviations.isEmpty {
            withinTwoDeviations = Double(deviations.count { $0 <= 2 }) / Double(deviations.count)
        }
    }
}

extension RegistrationVerdict {
    var word: String {
        switch self {
        case .good: "good"
        case .doubtful: "doubtful"
        case .notEnoughPoints: "not enough points"
        case .collinear: "collinear"
        case .mirrored: "mirrored"
        case .lens: "lens"
        case .parallax: "parallax"
        }
    }
}
