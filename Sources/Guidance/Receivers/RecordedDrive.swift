/// A recorded drive, read as a whole: NMEA 0183 or a GPX track with times.
package struct RecordedDrive: Sendable {
    /// At times from 0 that never go back.
    package private(set) var fixes: [TimedFix] = []
    /// What could not be read, each kind once, with how often.
    package private(set) var faults: [(fault: ReceiverFault, count: Int)] = []
    private var reader: Reader?
    private var lastReceiverTime: Double?

    private enum Reader: Sendable {
        case nmea(NMEAReader)
        case gpx(GPXTrackReader)
    }

    package init() {}

    /// The next piece of the file.
    package mutating func add(_ bytes: [UInt8]) {
        if reader == nil {
            let isXML = bytes.first { $0 > UInt8(ascii: " ") && $0 < 0x80 } == UInt8(ascii: "<")
            reader = isXML ? .gpx(GPXTrackReader()) : .nmea(NMEAReader())
        }
        for report in read(bytes) {
            switch report {
            case .fix(let fix): append(fix)
            case .fault(let fault): count(fault)
            case .satellites, .daemon, .devices: break
            }
        }
    }

    /// The last line may lack its end.
    package mutating func finish() { add([UInt8(ascii: "\n")]) }

    private mutating func read(_ bytes: [UInt8]) -> [ReceiverReport] {
        switch reader {
        case .nmea(var nmea):
            defer { reader = .nmea(nmea) }
            return nmea.add(bytes)
        case .gpx(var gpx):
            defer { reader = .gpx(gpx) }
            return gpx.add(bytes)
        case nil: return []
        }
    }

    /// Where the receiver's clock tells nothing of use, a second has passed, as receivers do.
    private mutating func append(_ fix: Fix) {
        guard let last = fixes.last else {
            lastReceiverTime = fix.time
            return fixes.append(TimedFix(time: 0, fix: fix))
        }
        let step = fix.time.flatMap { time in lastReceiverTime.map { time - $0 } } ?? 1
        if let time = fix.time { lastReceiverTime = time }
        fixes.append(TimedFix(time: last.time + ((0...3_600).contains(step) ? step : 1), fix: fix))
    }

    private mutating func count(_ fault: ReceiverFault) {
        if let index = faults.firstIndex(where: { $0.fault == fault }) {
            faults[index].count += 1
        } else if faults.count < 20 {
            faults.append((fault, 1))
        }
    }
}
