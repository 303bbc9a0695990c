internal import HTTPTypes

/// What a conditional GET or HEAD comes to, in the order of RFC 9110, 13.2.2.
///
/// Nothing here has a modification date, so `If-Modified-Since` and `If-Unmodified-Since` do not apply. A field that cannot
/// be read counts as absent.
enum Precondition: Equatable {
    case met
    /// The client holds these very bytes.
    case notModified
    /// The client wanted other bytes than there are.
    case failed

    init(of fields: HTTPFields, for tag: EntityTag) {
        if let wanted = fields[.ifMatch].flatMap(EntityTagCondition.init), !wanted.containsStrongly(tag) {
            self = .failed
        } else if let held = fields[.ifNoneMatch].flatMap(EntityTagCondition.init), held.containsWeakly(tag) {
            self = .notModified
        } else {
            self = .met
        }
    }
}
