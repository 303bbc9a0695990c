/// What follows from what live state was told.
package enum StateAction: Sendable, Equatable {
    /// Tell every client.
    case publish
    /// The same for guides alone: a headset has changed.
    case publishHeadsets
    /// Must outlive the process.
    case save
}
