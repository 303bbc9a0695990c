import Foundation

/// Where positions come from while a bus drives.
package protocol PositionSource: Sendable {
    /// Runs until the task is cancelled, or a recording has ended.
    func run(_ deliver: (PositionReport) async -> Void) async throws
}

extension PositionAddress {
    /// - Throws: where a recording cannot be used. A receiver or daemon that is not there may come yet.
    package func source() throws(RecordingError) -> any PositionSource {
        switch self {
        case .gpsd: return LivePositions(self)
        case .nmea(let path):
            // A file does not go on; it is a recording.
            let attributes = try? FileManager.default.attributesOfItem(atPath: path)
            let isFile = attributes?[.type] as? FileAttributeType == .typeRegular
            return isFile ? Replay(try RecordedDrive.read(path), speed: 1) : LivePositions(self)
        case .replay(let path, let speed, let isEndless):
            return Replay(try RecordedDrive.read(path), speed: speed, isEndless: isEndless)
        }
    }
}
