import Foundation
import Tour

/// Why a fix is not used.
package enum FixFault: Sendable, Hashable {
    case noFix
    /// Coordinates that are no numbers or not on the Earth.
    case nowhere
    case inaccurate(metres: Double)
    /// It has the time of the fix before, or an earlier one.
    case repeatedTime
    /// The same position again while the vehicle moves: the receiver is stuck.
    case frozen
    case jump(metres: Double, seconds: Double)
    /// On the route, but not where the vehicle can be now.
    case elsewhere(metres: Double)
    case offRoute
    case againstRoute(degrees: Double)
    /// More than one part of the route fits, and the vehicle does not move.
    case ambiguous
    /// Too few fixes agree yet.
    case unconfirmed
}

extension FixFault {
    /// Whether two are of one kind, whatever their figures.
    func isKind(of other: Self?) -> Bool {
        guard let other else { return false }
        return code == other.code
    }

    /// For programs; stays the same from version to version.
    package var code: String {
        switch self {
        case .noFix: "no-fix"
        case .nowhere: "nowhere"
        case .inaccurate: "inaccurate"
        case .repeatedTime: "repeated-time"
        case .frozen: "frozen"
        case .jump: "jump"
        case .elsewhere: "elsewhere"
        case .offRoute: "off-route"
        case .againstRoute: "against-route"
        case .ambiguous: "ambiguous"
        case .unconfirmed: "unconfirmed"
        }
    }
}

extension FixFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .noFix: "the receiver has no fix"
        case .nowhere: "coordinates that are nowhere on the Earth"
        case .inaccurate(let metres): "accuracy only \(whole(metres)) m"
        case .repeatedTime: "a fix that is not newer than the one before"
        case .frozen: "the receiver repeats one position, though the bus seemed to move"
        case .jump(let metres, let seconds): "a jump of \(whole(metres)) m in \(whole(seconds)) s"
        case .elsewhere(let metres): "a place of the route \(whole(metres)) m from where the bus can be"
        case .offRoute: "more than \(whole(GuidanceConstants.farthestOffsetMetres)) m beside the route"
        case .againstRoute(let degrees): "heading \(whole(degrees))° off the route's"
        case .ambiguous: "the route comes by here more than once, and the bus does not move"
        case .unconfirmed: "waiting for more fixes that agree"
        }
    }
}

/// For people, with so many places behind the point.
func decimal(_ value: Double, _ places: Int) -> String { String(format: "%.\(places)f", value) }
