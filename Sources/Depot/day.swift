internal import Foundation

/// The date of a second since 1970, as in 2027-03-01.
package func day(_ second: Int) -> String {
    String(Date(timeIntervalSince1970: TimeInterval(second)).ISO8601Format().prefix(10))
}
