/// What of a receiver's bytes cannot be used. The reading goes on with the next line.
package enum ReceiverFault: Sendable, Hashable {
    case lineTooLong(bytes: Int)
    /// Not of the protocol at all: another protocol, or another speed of the line.
    case garbage
    case badChecksum
    /// A sentence of a kind that is read, whose fields make no sense.
    case malformed(String)
    /// The daemon's own words.
    case daemon(String)
}

extension ReceiverFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .lineTooLong(let bytes): "a line of more than \(bytes) bytes; is this the right file or device?"
        case .garbage: "bytes that are no sentence; is the speed of the line right?"
        case .badChecksum: "a sentence with a wrong checksum"
        case .malformed(let kind): "a \(kind) whose fields make no sense"
        case .daemon(let message): "gpsd says: \(message)"
        }
    }
}
