import Tour

/// Fixes out of a stream of NMEA 0183, in whatever pieces it comes.
///
/// A fix comes with each RMC; what only other sentences tell, kind of fix and accuracy, is that of the second before. A
/// receiver that sends no RMC gives a fix with each GGA, whose speed and track are those of the last VTG.
package struct NMEAReader: Sendable {
    /// The standard has 82; some receivers' own sentences are longer.
    static let longestLine = 512
    private static let knot = 1_852.0 / 3_600
    /// Metres of error, 95 %, for a dilution of precision of 1.
    private static let errorAtUnitDilution = 6.0
    private static let week = 604_800.0

    private var lines = LineSplitter(mostBytes: longestLine)
    private var memory = Memory()
    /// Receivers whose week counter has run over report dates 1,024 weeks ago, or twice as many.
    private let earliestTime: Double?

    /// What was told besides position, and for how many sentences of position it counts.
    private struct Memory {
        var dilution: Double?
        var mode: Fix.Mode?
        var speed: Double?
        var track: Double?
        var day: Int?
        /// GGA since the last RMC.
        var withoutRMC = 3
        /// Sentences of position since the dilution was told.
        var age = 0
    }

    /// - Parameter earliestTime: seconds since 1970 before which no fix can be, for instance when the program was built;
    ///   dates before it are moved by whole runs of the week counter. `nil` for recordings.
    package init(earliestTime: Double? = nil) { self.earliestTime = earliestTime }

    package mutating func add(_ bytes: some Sequence<UInt8>) -> [ReceiverReport] {
        var reports: [ReceiverReport] = []
        var pieces: [[UInt8]?] = []
        lines.add(bytes) { pieces.append($0) }
        for line in pieces {
            guard let line else {
                reports.append(.fault(.lineTooLong(bytes: Self.longestLine)))
                continue
            }
            if let report = read(line) { reports.append(report) }
        }
        return reports
    }

    private mutating func read(_ line: [UInt8]) -> ReceiverReport? {
        switch NMEASentence.parse(line) {
        case .success(let sentence): read(sentence)
        case .failure(.garbage): .fault(.garbage)
        case .failure(.badChecksum): .fault(.badChecksum)
        case .failure(.otherKind): nil
        }
    }

    private mutating func read(_ sentence: NMEASentence) -> ReceiverReport? {
        // GPS, GLONASS, Galileo, BeiDou, QZSS, and receivers that use several.
        guard ["GP", "GN", "GL", "GA", "GB", "BD", "GQ"].contains(sentence.talker) else { return nil }
        switch sentence.kind {
        case "RMC": return recommendedMinimum(sentence)
        case "GGA": return fixData(sentence)
        case "VTG": readVelocity(sentence)
        case "GSA": readSatellites(sentence)
        default: break
        }
        return nil
    }
}

// MARK: - Sentences

extension NMEAReader {
    private mutating func recommendedMinimum(_ sentence: NMEASentence) -> ReceiverReport? {
        memory.withoutRMC = 0
        memory.age += 1
        if let day = sentence.days(8) { memory.day = day }
        let time = time(sentence.secondsOfDay(0))
        // Beside void positions, those of the receiver's simulator count for nothing.
        guard sentence.text(1) == "A", !["N", "S"].contains(sentence.text(11)) else {
            return .fix(Fix(mode: .none, location: nil, time: time))
        }
        guard let location = location(sentence, at: 2) else { return .fault(.malformed("RMC")) }
        return .fix(
            Fix(
                mode: mode,
                location: location,
                time: time,
                speed: sentence.number(6).map { $0 * Self.knot },
                trackRadians: sentence.number(7).flatMap(radians),
                accuracyMetres: accuracy
            )
        )
    }

    private mutating func fixData(_ sentence: NMEASentence) -> ReceiverReport? {
        memory.withoutRMC += 1
        if let dilution = sentence.number(7) { (memory.dilution, memory.age) = (dilution, 0) }
        guard memory.withoutRMC > 3 else { return nil }
        memory.age += 1
        let time = time(sentence.secondsOfDay(0))
        guard let quality = sentence.number(5) else { return .fault(.malformed("GGA")) }
        guard quality != 0, quality != 8 else { return .fix(Fix(mode: .none, location: nil, time: time)) }
        guard let location = location(sentence, at: 1) else { return .fault(.malformed("GGA")) }
        return .fix(
            Fix(
                mode: mode,
                location: location,
                time: time,
                speed: memory.speed,
                trackRadians: memory.track,
                accuracyMetres: accuracy
            )
        )
    }

    private mutating func readVelocity(_ sentence: NMEASentence) {
        memory.track = sentence.number(0).flatMap(radians)
        memory.speed = sentence.number(4).map { $0 * Self.knot }
    }

    private mutating func readSatellites(_ sentence: NMEASentence) {
        memory.mode = sentence.number(1).flatMap { Int(exactly: $0) }.flatMap(Fix.Mode.init)
        if let dilution = sentence.number(15) { (memory.dilution, memory.age) = (dilution, 0) }
    }

    /// A receiver that says it has a fix and tells of none in its GSA has one all the same.
    private var mode: Fix.Mode { memory.mode.flatMap { $0 == .none ? nil : $0 } ?? .twoDimensional }

    private var accuracy: Double? {
        guard memory.age <= 5, let dilution = memory.dilution, dilution > 0 else { return nil }
        return dilution * Self.errorAtUnitDilution
    }

    private func location(_ sentence: NMEASentence, at index: Int) -> TourDocument.Location? {
        guard let latitude = sentence.degrees(index, positive: "N", negative: "S", most: 90),
            let longitude = sentence.degrees(index + 2, positive: "E", negative: "W", most: 180)
        else { return nil }
        return TourDocument.Location(latitudeDegrees: latitude, longitudeDegrees: longitude)
    }

    private func time(_ seconds: Double?) -> Double? {
        guard let seconds, let day = memory.day else { return nil }
        let time = Double(day) * 86_400 + seconds
        guard let earliestTime, time < earliestTime else { return time }
        let run = 1_024 * Self.week
        return time + ((earliestTime - time) / run).rounded(.up) * run
    }
}

/// A direction in degrees, as a receiver has it.
func radians(_ degrees: Double) -> Double? {
    (0...360).contains(degrees) ? degrees.truncatingRemainder(dividingBy: 360) * .pi / 180 : nil
}
