/// What comes out of a receiver's bytes.
package enum ReceiverReport: Sendable, Hashable {
    case fix(Fix)
    case fault(ReceiverFault)
    case satellites(used: Int, seen: Int)
    /// The daemon says which version it is.
    case daemon(version: String)
    /// The receivers that the daemon has; none where it waits for one.
    case devices([String])
}
