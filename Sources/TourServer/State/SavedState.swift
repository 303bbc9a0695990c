/// What of live state outlives the process.
package struct SavedState: Sendable, Equatable, Codable {
    package var tour: String
    package var scene: SceneID?
    /// On the server's clock of that boot.
    package var startS: Double?
    package var pausedAtS: Double?
    package var isHeld: Bool
    package var isHeadsetsOff: Bool
    package var volume: Double
    package var language: String?
    package var revision: Int
    /// The machine's run during which the times count.
    package var boot: String
}
