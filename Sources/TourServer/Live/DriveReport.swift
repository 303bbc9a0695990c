internal import Foundation

/// The drives as guides get them; keys in snake case.
struct DriveReport: Encodable {
    struct Drive: Encodable {
        /// On the server's clock; absent for those of an earlier run of the machine.
        var begunS: Double?
        /// By the machine's date, which may be wrong.
        var begunUnixS: Double?
        var seconds: Double
        /// It lasts.
        var on: Bool
        /// How many took part.
        var headsets: Int
        var untold: Int
        var entries: [Entry]
    }

    struct Entry: Encodable {
        var kind: String
        /// Since the drive began.
        var atS: Double
        /// So far, where it lasts.
        var seconds: Double?
        /// It lasts, or lasted to the end of the drive.
        var on: Bool
        var place: String?
        var epoch: String?
        var reason: String?
        var progressM: Double?
        /// Its number; absent for one that is no longer enrolled.
        var headset: Int?
    }

    var serverTimeS: Double
    /// The latest first.
    var drives: [Drive]

    /// - Parameters:
    ///   - log: with dates.
    ///   - numbers: of headsets, by their ids.
    init(_ log: DriveLog, numbers: [String: Int], at time: Double) {
        serverTimeS = tenths(time)
        drives = ([log.present].compactMap { $0 } + log.ended).map { record in
            let seconds = record.seconds ?? record.seconds(at: time)
            return Drive(
                begunS: record.begunS.map(tenths),
                begunUnixS: record.begunUnixS?.rounded(),
                seconds: tenths(seconds),
                on: record.seconds == nil,
                headsets: record.headsets.count,
                untold: record.untold,
                entries: record.entries.map { Entry($0, numbers, until: seconds) }
            )
        }
    }
}

extension DriveReport.Entry {
    fileprivate init(_ entry: DriveRecord.Entry, _ numbers: [String: Int], until end: Double) {
        let lasts = entry.seconds == nil && entry.kind != .missed
        self.init(
            kind: entry.kind.rawValue,
            atS: tenths(entry.atS),
            seconds: (lasts ? max(end - entry.atS, 0) : entry.seconds).map(tenths),
            on: lasts,
            place: entry.place,
            epoch: entry.epoch,
            reason: entry.reason,
            progressM: entry.progressM?.rounded(),
            headset: entry.headset.flatMap { numbers[$0] }
        )
    }
}

// MARK: - As a table

extension DriveReport {
    private static let columns = [
        "drive", "began", "at_s", "kind", "place", "epoch", "seconds", "on", "reason", "progress_m", "headset",
    ]

    var table: String {
        let rows = drives.enumerated().flatMap { index, drive in
            drive.entries.map { entry in row(entry, drive, number: drives.count - index) }
        }
        return csv([Self.columns] + rows)
    }

    private func row(_ entry: Entry, _ drive: Drive, number: Int) -> [String] {
        let began = drive.begunUnixS.map { Date(timeIntervalSince1970: $0).ISO8601Format() }
        return [
            "\(number)", began ?? "", whole(entry.atS), entry.kind, entry.place ?? "", entry.epoch ?? "",
            entry.seconds.map(whole) ?? "", entry.on ? "yes" : "no", entry.reason ?? "",
            entry.progressM.map(whole) ?? "", entry.headset.map { "\($0)" } ?? "",
        ]
    }
}

private func whole(_ value: Double) -> String { "\(Int(value.rounded()))" }

private func tenths(_ value: Double) -> Double { (value * 10).rounded() / 10 }
