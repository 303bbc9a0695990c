import Foundation
import Tour

/// Speed and heading of the vehicle, out of the receiver's or, where that tells none, of its positions.
struct Motion: Sendable {
    /// m/s; 0 until something moved.
    private(set) var speed = 0.0
    /// Radians clockwise from north; the last good one while the vehicle is too slow to have one.
    private(set) var headingRadians: Double?
    /// When the last fix came that says how the vehicle moves.
    private(set) var time: Double?
    private var anchor: (location: TourDocument.Location, time: Double)?

    /// Further than most noise, near enough to follow a bend.
    private static let baselineMetres = 10.0
    private static let longestSeconds = 10.0

    mutating func add(_ fix: Fix, _ location: TourDocument.Location, at time: Double) {
        self.time = time
        let derived = derive(location, at: time)
        if let measured = fix.speed.finite ?? derived?.speed { speed = max(measured, 0) }
        guard speed >= GuidanceConstants.headingSpeed else { return }
        if let track = fix.trackRadians.finite ?? derived?.heading { headingRadians = track }
    }

    mutating func stand(at time: Double) { (speed, self.time) = (0, time) }

    /// The heading where the vehicle is fast enough for it to be true now.
    var presentHeading: Double? { speed >= GuidanceConstants.headingSpeed ? headingRadians : nil }

    private mutating func derive(
        _ location: TourDocument.Location,
        at time: Double
    ) -> (speed: Double, heading: Double)? {
        guard let anchor else {
            self.anchor = (location, time)
            return nil
        }
        let vector = LocalPlane(at: anchor.location).metres(to: location)
        let metres = (vector * vector).sum().squareRoot()
        let seconds = time - anchor.time
        guard metres >= Self.baselineMetres || seconds >= Self.longestSeconds, seconds > 0 else { return nil }
        self.anchor = (location, time)
        return (metres / seconds, Tour.headingRadians(of: vector))
    }
}

extension Double? {
    /// `nil` for what is no number as well.
    fileprivate var finite: Double? { flatMap { $0.isFinite ? $0 : nil } }
}
