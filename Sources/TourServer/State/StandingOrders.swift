/// What the guide has asked of headsets beside the scene, as it outlives the process.
struct StandingOrders: Sendable, Equatable, Codable {
    /// On the server's clock of that boot.
    var messages: [LiveMessage]
    var lastMessage: Int
    var pointAt: GazeTarget?
    /// Counts, which a headset compares with what it has seen: they never go back.
    var recentres: Int
    var recentresOf: [String: Int]
    var identifies: [String: Int]
    /// Absent in files of before there were such orders.
    var comfortNow: ComfortOverride?
    var comfortOf: [String: ComfortOverride]?
}
