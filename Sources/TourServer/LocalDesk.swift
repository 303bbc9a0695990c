/// What a page on this machine works on: bytes in, bytes out.
package protocol LocalDesk: Sendable {
    /// What the page shows when it opens, as JSON.
    func state() async -> [UInt8]
    /// A picture by its name, `NAME` or `NAME/NAME/…`; nil where there is none.
    func picture(_ name: String) async -> DeskPicture?
    /// Nil where there is no such action.
    ///
    /// - Parameter body: JSON, as far as its sender says so.
    func act(_ action: String, _ body: [UInt8]) async -> DeskAnswer?
}

package struct DeskPicture: Sendable {
    package let bytes: [UInt8]
    /// As in HTTP's `Content-Type`.
    package let mediaType: String

    package init(_ bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
    }
}

package struct DeskAnswer: Sendable {
    package enum Outcome: Sendable {
        case done
        /// The body is not what the action takes.
        case notUnderstood
        /// What it works on has become another meanwhile.
        case changedMeanwhile
        /// It was understood, and cannot be done.
        case refused
    }

    package let outcome: Outcome
    /// JSON.
    package let body: [UInt8]

    package init(_ outcome: Outcome, _ body: [UInt8]) {
        self.outcome = outcome
        self.body = body
    }
}
