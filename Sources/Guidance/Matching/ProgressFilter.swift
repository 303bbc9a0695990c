/// Progress and speed along the route with their uncertainty: a Kalman filter of constant speed that is disturbed by
/// white acceleration (Bar-Shalom, Li and Kirubarajan, *Estimation with Applications to Tracking and Navigation*, 6.2.2).
struct ProgressFilter: Sendable {
    /// Metres along the route; on a loop it goes on over the laps.
    private(set) var progress: Double
    /// m/s.
    private(set) var speed: Double
    private(set) var time: Double
    // The covariance of progress and speed.
    private var pp: Double
    private var pv = 0.0
    private var vv: Double

    init(progress: Double, deviation: Double, speed: Double, at time: Double) {
        (self.progress, self.speed, self.time) = (progress, speed, time)
        (pp, vv) = (deviation * deviation, 1)
    }

    /// Standard deviation of progress, metres.
    var deviation: Double { pp.squareRoot() }

    mutating func predict(to time: Double) {
        let dt = time - self.time
        guard dt > 0 else { return }
        self.time = time
        // A tour does not go backwards, but noise around standstill does.
        progress += max(speed, 0) * dt
        let q = GuidanceConstants.accelerationDensity
        pp += 2 * pv * dt + vv * dt * dt + q * dt * dt * dt / 3
        pv += vv * dt + q * dt * dt / 2
        vv += q * dt
    }

    /// How far a measured progress lies from the expected one, in standard deviations of that difference.
    func surprise(of measured: Double, deviation: Double) -> Double {
        abs(measured - progress) / (pp + deviation * deviation).squareRoot()
    }

    /// A measurement that surprises by more than two standard deviations counts for less (Huber).
    mutating func correct(progress measured: Double, deviation: Double) {
        let excess = max(1, surprise(of: measured, deviation: deviation) / 2)
        let total = pp + deviation * deviation * excess * excess
        let (kp, kv) = (pp / total, pv / total)
        let difference = measured - progress
        progress += kp * difference
        speed += kv * difference
        (pp, pv, vv) = (pp - kp * pp, pv - kp * pv, vv - kv * pv)
    }

    mutating func correct(speed measured: Double, deviation: Double) {
        let total = vv + deviation * deviation
        let (kp, kv) = (pv / total, vv / total)
        let difference = measured - speed
        progress += kp * difference
        speed += kv * difference
        (pp, pv, vv) = (pp - kp * pv, pv - kv * pv, vv - kv * vv)
    }

    /// The receiver says that the vehicle stands, without a new position.
    mutating func stand() { speed = 0 }
}
