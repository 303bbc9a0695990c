import Foundation

/// Positions from a receiver or a daemon for as long as they are wanted, whatever breaks in between.
package struct LivePositions: PositionSource {
    private let address: PositionAddress
    private let queue = DispatchQueue(label: "zeitreise.positions")
    /// Seconds; never goes back.
    private let clock: @Sendable () -> Double

    /// Dates before it are a receiver's week counter run over: the beginning of 2026.
    private static let earliestTime = 1_767_225_600.0
    private static let pollMilliseconds: Int32 = 200
    /// The wait after the first failure; it doubles up to the longest.
    private static let firstRetry = 0.5
    private static let longestRetry = 10.0

    /// - Parameters:
    ///   - address: of gpsd, or of a device that sends NMEA.
    ///   - clock: seconds on a clock that never goes back and starts anywhere.
    package init(_ address: PositionAddress, clock: @escaping @Sendable () -> Double = secondsSinceStart()) {
        (self.address, self.clock) = (address, clock)
    }

    package func run(_ deliver: (PositionReport) async -> Void) async throws {
        var retry = Self.firstRetry
        while true {
            try Task.checkCancellation()
            await deliver(.state(.connecting))
            do throws(PositionFault) {
                let link = try await open()
                defer { link.close() }
                try await receive(from: link) { report in
                    if case .fix = report { retry = Self.firstRetry }
                    await deliver(report)
                }
            } catch {
                try Task.checkCancellation()
                await deliver(.state(.stopped(reason: error.description, retryInSeconds: retry)))
                try await wait(retry, deliver)
                retry = min(2 * retry, Self.longestRetry)
            }
        }
    }

    private var now: Double { clock() }

    private func wait(_ seconds: Double, _ deliver: (PositionReport) async -> Void) async throws {
        let end = now + seconds
        while now < end {
            try await Task.sleep(for: .seconds(min(0.2, max(end - now, 0.001))))
            await deliver(.idle(at: now))
        }
    }

    private func receive(
        from link: PositionLink,
        _ deliver: (PositionReport) async -> Void
    ) async throws(PositionFault) {
        var decoder = StreamDecoder(address, earliestTime: Self.earliestTime)
        var fixClock = FixClock()
        var watch = SilenceWatch(since: now)
        while !Task.isCancelled {
            let bytes = try await perform { () throws(PositionFault) in
                try link.read(milliseconds: Self.pollMilliseconds)
            }
            let reports = decoder.add(bytes)
            if let state = watch.update(hasFix: reports.contains(where: \.isFix), at: now) {
                await deliver(.state(state))
            }
            for report in reports {
                if let report = positionReport(report, &fixClock) { await deliver(report) }
            }
            await deliver(.idle(at: fixClock.idle(now: now)))
        }
    }

    private func positionReport(_ report: ReceiverReport, _ fixClock: inout FixClock) -> PositionReport? {
        switch report {
        case .fix(let fix): .fix(fix, at: fixClock.stamp(fix.time, now: now))
        case .fault(let fault): .fault(fault)
        case .satellites(let used, let seen): .satellites(used: used, seen: seen)
        case .daemon, .devices: nil
        }
    }

    private func open() async throws(PositionFault) -> PositionLink {
        let address = address
        return try await perform { () throws(PositionFault) in try PositionLink(address) }
    }

    /// Waits for the system on a thread of its own, not on one that tasks share.
    private func perform<Value: Sendable>(
        _ body: @escaping @Sendable () throws(PositionFault) -> Value
    ) async throws(PositionFault) -> Value {
        let result = await withCheckedContinuation { continuation in
            queue.async {
                do throws(PositionFault) {
                    continuation.resume(returning: Result<Value, PositionFault>.success(try body()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }
}

/// A clock that starts now.
package func secondsSinceStart() -> @Sendable () -> Double {
    let start = ContinuousClock.now
    return { start.duration(to: .now) / .seconds(1) }
}

extension ReceiverReport {
    fileprivate var isFix: Bool { if case .fix = self { true } else { false } }
}

/// The protocol that an address speaks.
private enum StreamDecoder {
    case gpsd(GPSDReader)
    case nmea(NMEAReader)

    init(_ address: PositionAddress, earliestTime: Double) {
        if case .gpsd = address {
            self = .gpsd(GPSDReader())
        } else {
            self = .nmea(NMEAReader(earliestTime: earliestTime))
        }
    }

    mutating func add(_ bytes: [UInt8]) -> [ReceiverReport] {
        switch self {
        case .gpsd(var reader):
            defer { self = .gpsd(reader) }
            return reader.add(bytes)
        case .nmea(var reader):
            defer { self = .nmea(reader) }
            return reader.add(bytes)
        }
    }
}
