import Foundation

/// Standard output could not take a result.
struct OutputError: Error, CustomStringConvertible {
    let reason: String

    init(_ error: any Error) {
        let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? any Error ?? error
        reason = cause.localizedDescription
    }

    var description: String {
        "standard output: the result cannot be written: \(reason); check the free space, or where it is piped to"
    }
}
