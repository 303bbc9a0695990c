import Foundation

/// Why a recorded drive cannot be used.
package struct RecordingError: Error, CustomStringConvertible {
    /// `FILE: what is wrong; what to do`.
    package let description: String
}

extension RecordedDrive {
    private static let pieceBytes = 1 << 16
    /// Days of driving.
    private static let mostBytes = 512 << 20

    /// - Parameter path: NMEA 0183 or GPX, as its first character tells.
    package static func read(_ path: String) throws(RecordingError) -> RecordedDrive {
        var drive = RecordedDrive()
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            var count = 0
            while let piece = try file.read(upToCount: pieceBytes), !piece.isEmpty {
                count += piece.count
                guard count <= mostBytes else { break }
                drive.add(Array(piece))
            }
            drive.finish()
        } catch {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw RecordingError(
                description: isThere
                    ? "\(path): this file cannot be read; allow it to be read"
                    : "\(path): there is no such file; give a recorded drive, NMEA 0183 or GPX"
            )
        }
        guard drive.fixes.contains(where: { $0.fix.location != nil }) else {
            let why = drive.faults.first.map { " (\($0.count) times: \($0.fault))" } ?? ""
            throw RecordingError(
                description: "\(path): there is no position in it\(why); give NMEA 0183 with RMC or GGA, or a GPX track"
            )
        }
        return drive
    }
}
