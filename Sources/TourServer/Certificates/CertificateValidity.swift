internal import Foundation

/// When a certificate is valid, in seconds since 1970.
package struct CertificateValidity: Sendable, Equatable {
    package enum Standing: String, Sendable, Encodable {
        case valid
        /// Its first day lies ahead: more often than not the machine's clock is wrong.
        case early
        case ended
    }

    package let notBefore: Int
    package let notAfter: Int

    package init(notBefore: Int, notAfter: Int) {
        (self.notBefore, self.notAfter) = (notBefore, notAfter)
    }

    /// Whole days until it ends; negative when it has.
    package func daysLeft(at second: Int = time(nil)) -> Int {
        Int((Double(notAfter - second) / 86_400).rounded(.down))
    }

    package func standing(at second: Int = time(nil)) -> Standing {
        second < notBefore ? .early : second > notAfter ? .ended : .valid
    }

    /// What is to be told somebody, and what to do; nil where nothing is.
    package func complaint(at second: Int = time(nil)) -> String? {
        switch standing(at: second) {
        case .early:
            return
                "not valid before \(start), and this machine's clock says \(Self.text(second)); set the clock: until "
                + "then headsets may refuse the connection"
        case .ended:
            return
                "ended on \(end), and this machine's clock says \(Self.text(second)); set the clock if that is wrong, "
                + "or make a new one with 'zeitreise certificate create --replace'; the server takes it up by itself"
        case .valid:
            let days = daysLeft(at: second)
            guard days < Self.daysOfWarning else { return nil }
            return "ends on \(end); make a new one with 'zeitreise certificate create --replace' within \(days) days"
        }
    }

    /// As RFC 3339 has it.
    var start: String { Self.text(notBefore) }
    var end: String { Self.text(notAfter) }

    private static func text(_ second: Int) -> String {
        Date(timeIntervalSince1970: TimeInterval(second)).ISO8601Format()
    }

    /// Below this many days somebody has to be told.
    package static let daysOfWarning = 14
}
