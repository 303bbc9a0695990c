import Foundation

/// The mean speed of the last half minute, stops included: what arrival times are reckoned with.
struct CruiseSpeed: Sendable {
    /// m/s.
    private(set) var mean = 0.0
    private var time: Double?

    mutating func advance(to time: Double, speed: Double) {
        guard let last = self.time else {
            (self.time, mean) = (time, speed)
            return
        }
        guard time > last else { return }
        self.time = time
        mean += (speed - mean) * (1 - exp((last - time) / GuidanceConstants.cruiseSeconds))
    }

    /// Until a point so far ahead, at the present pace.
    func seconds(toDrive metres: Double) -> Double {
        max(metres, 0) / max(mean, GuidanceConstants.slowestCruise)
    }
}
