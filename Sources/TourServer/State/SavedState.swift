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
    /// Absent in files of before there was such an order.
    package var yawFrame: YawFrame?
    package var yawFramesOf: [String: YawFrame]?
    package var revision: Int
    /// The machine's run during which the times count.
    package var boot: String
    /// What the guide has asked of headsets; nil in files of earlier versions.
    var standing: StandingOrders?

    package init(
        tour: String,
        scene: SceneID?,
        startS: Double?,
        pausedAtS: Double?,
        isHeld: Bool,
        isHeadsetsOff: Bool,
        volume: Double,
        language: String?,
        yawFrame: YawFrame? = nil,
        yawFramesOf: [String: YawFrame]? = nil,
        revision: Int,
        boot: String
    ) {
        self.tour = tour
        self.scene = scene
        self.startS = startS
        self.pausedAtS = pausedAtS
        self.isHeld = isHeld
        self.isHeadsetsOff = isHeadsetsOff
        self.volume = volume
        self.language = language
        self.yawFrame = yawFrame
        self.yawFramesOf = yawFramesOf
        self.revision = revision
        self.boot = boot
    }
}
