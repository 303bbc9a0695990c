import Foundation
import TestSupport

/// One program on one route, as a line of JSON.
struct Result: Encodable {
    var route: String
    var program: String
    var drives: Int
    var triggers: Int
    var missed: Int
    var double: Int
    var `false`: Int
    var wrongOrder: Int
    /// Of the firing point in metres, without triggers in spells of which nothing is known.
    var medianError: Double?
    var p95Error: Double?
    var overallMedian: Double?
    var overallP95: Double?

    init(route: String, program: String, _ score: TriggerScore) {
        (self.route, self.program) = (route, program)
        (drives, triggers) = (score.drives, score.expected)
        (missed, double, `false`, wrongOrder) = (score.missed, score.double, score.stray, score.wrongOrder)
        medianError = quantile(0.5, of: score.sightedErrors)
        p95Error = quantile(0.95, of: score.sightedErrors)
        overallMedian = quantile(0.5, of: score.errors)
        overallP95 = quantile(0.95, of: score.errors)
    }
}

private func quantile(_ share: Double, of values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    return values.sorted()[min(Int(share * Double(values.count)), values.count - 1)]
}
