/// What an export did, in numbers of files.
package struct SiteReport: Sendable, Equatable {
    package var written: Int
    /// Those that were there already, and were left as they are.
    package var kept: Int
    package var removed: Int
    /// Of those written.
    package var bytes: Int
}

/// How far an export is.
package struct SiteProgress: Sendable {
    package var done: Int
    /// Files to be written.
    package var total: Int
}
