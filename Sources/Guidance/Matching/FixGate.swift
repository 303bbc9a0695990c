import Tour

/// Keeps out fixes that cannot be true, whatever accuracy they claim.
struct FixGate: Sendable {
    enum Verdict: Hashable {
        case use
        /// The position repeats while the receiver claims to stand: there is no news, and no reason for alarm.
        case still
        case ignore(FixFault)
    }

    private struct Seen {
        var location: TourDocument.Location
        /// When this position was reported first.
        var time: Double
    }

    private var lastUsed: Seen?
    private var lastReceiverTime: Double?
    private var jumpingSince: Double?

    /// - Parameter speed: of the vehicle as known before this fix, m/s.
    mutating func judge(_ fix: Fix, at time: Double, speed: Double) -> Verdict {
        guard fix.mode != .none, let location = fix.location else { return .ignore(.noFix) }
        guard location.isOnEarth else { return .ignore(.nowhere) }
        if let accuracy = fix.accuracyMetres, !(accuracy <= GuidanceConstants.worstAccuracyMetres) {
            return .ignore(.inaccurate(metres: accuracy))
        }
        if isRepeated(fix) { return .ignore(.repeatedTime) }
        if let last = lastUsed, last.location == location {
            return isStanding(fix, for: time - last.time, after: speed) ? .still : .ignore(.frozen)
        }
        if let fault = jump(to: location, at: time) { return .ignore(fault) }
        lastUsed = Seen(location: location, time: time)
        return .use
    }

    /// A bus does not stand from one second to the next; a receiver may freeze at any time.
    private func isStanding(_ fix: Fix, for seconds: Double, after speed: Double) -> Bool {
        guard let claimed = fix.speed else { return speed <= GuidanceConstants.crawlSpeed }
        guard claimed <= GuidanceConstants.standingSpeed else { return false }
        return speed <= max(GuidanceConstants.crawlSpeed, GuidanceConstants.hardestBraking * seconds)
    }

    /// A receiver's clock may leap by 1,024 weeks, and only a small step back means that an old fix came again.
    private mutating func isRepeated(_ fix: Fix) -> Bool {
        guard let time = fix.time else { return false }
        defer { lastReceiverTime = time }
        guard let last = lastReceiverTime else { return false }
        return time <= last && time > last - 3600
    }

    private mutating func jump(to location: TourDocument.Location, at time: Double) -> FixFault? {
        guard let last = lastUsed else { return nil }
        let metres = LocalPlane(at: last.location).distance(to: location)
        let seconds = max(time - last.time, 0.1)
        guard metres > GuidanceConstants.jumpFloorMetres + GuidanceConstants.fastestSpeed * seconds else {
            jumpingSince = nil
            return nil
        }
        let since = jumpingSince ?? time
        jumpingSince = since
        // It may be the position before that was wrong.
        guard time - since < GuidanceConstants.jumpHoldSeconds else {
            jumpingSince = nil
            return nil
        }
        return .jump(metres: metres, seconds: seconds)
    }
}

extension TourDocument.Location {
    fileprivate var isOnEarth: Bool {
        // False for what is no number.
        abs(latitudeDegrees) <= 90 && abs(longitudeDegrees) <= 180
    }
}
