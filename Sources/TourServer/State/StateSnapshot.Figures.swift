internal import Guidance

extension StateSnapshot {
    /// The numbers of a reason, so that a page can say it in any language; `nil` where the reason has none.
    struct Figures: Encodable {
        var distanceM: Double?
        var durationS: Double?
        var offDeg: Double?
        var speedMps: Double?
        var allowedMps: Double?
        var deviationM: Double?

        init(_ reason: GuidanceEvent.Reason) {
            switch reason {
            case .near(let metres, let seconds): (distanceM, durationS) = (hundredths(metres), hundredths(seconds))
            case .crossed(let metres), .crossedUnseen(let metres), .skipped(let metres), .onRoute(let metres):
                distanceM = hundredths(metres)
            case .crossedEstimated(let metres), .uncertain(let metres): deviationM = hundredths(metres)
            case .headingOff(let degrees): offDeg = hundredths(degrees)
            case .tooFast(let speed, let allowed): (speedMps, allowedMps) = (hundredths(speed), hundredths(allowed))
            case .slowEnough(let speed): speedMps = hundredths(speed)
            case .noFixes(let seconds): durationS = hundredths(seconds)
            case .fault(let fault): add(fault)
            case .exitReached, .nextBegan, .held, .guide, .noSuchPlace, .zoneEntered, .zoneLeft: break
            }
        }

        private mutating func add(_ fault: FixFault) {
            switch fault {
            case .inaccurate(let metres), .elsewhere(let metres): distanceM = hundredths(metres)
            case .jump(let metres, let seconds): (distanceM, durationS) = (hundredths(metres), hundredths(seconds))
            case .againstRoute(let degrees): offDeg = hundredths(degrees)
            case .noFix, .nowhere, .repeatedTime, .frozen, .offRoute, .ambiguous, .unconfirmed: break
            }
        }
    }
}

extension StateSnapshot.Outlook {
    init(_ outlook: Outlook) {
        self.init(
            place: outlook.place,
            reason: outlook.reason.code,
            words: "\(outlook.reason)",
            figures: .init(outlook.reason),
            allowedMps: outlook.allowedSpeed.map(hundredths),
            withoutFixS: outlook.secondsWithoutFix.map(hundredths)
        )
    }
}
