internal import Foundation

/// When a certificate is valid, in seconds since 1970.
package struct CertificateValidity: Sendable, Equatable {
    package let notBefore: Int
    package let notAfter: Int

    /// Whole days until it ends; negative when it has.
    package func daysLeft(at second: Int = time(nil)) -> Int {
        Int((Double(notAfter - second) / 86_400).rounded(.down))
    }

    /// Below this many days somebody has to be told.
    package static let daysOfWarning = 14
}
