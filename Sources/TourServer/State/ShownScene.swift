/// The scene that is on, or will be at its start. Times are seconds on the server's clock.
package struct ShownScene: Sendable, Equatable {
    package var scene: SceneID
    /// When its first moment is, was, or would have been but for pauses.
    package var start: Double
    /// Seconds from its start at which it stands; `nil` while it runs.
    package var pausedAt: Double?
}

/// A scene that waits for the headsets.
package struct AwaitedScene: Sendable, Equatable {
    package var scene: SceneID
    package var since: Double
    /// Why it comes, for the drive's record.
    var reason: String
}
