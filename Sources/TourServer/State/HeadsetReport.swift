package import TourBundle

/// What a headset says of itself; what it does not say is `nil`.
package struct HeadsetReport: Sendable, Equatable, Codable {
    /// 0...1
    package var battery: Double?
    package var isCharging: Bool?
    /// 0...1 of the tour's bytes.
    package var cached: Double?
    package var frameRateHz: Double?
    /// The server's clock minus its own, and how far that may be off.
    package var clockOffsetMs: Double?
    package var clockErrorMs: Double?
    package var isWorn: Bool?
    package var scene: SceneID?
    package var language: String?
    /// Of the state that it has obeyed last.
    package var revision: Int?
    /// Panoramas of which it has the whole first level in memory.
    package var holds: [Digest]?

    package init() {}

    /// More than a tour has.
    private static let mostHeld = 512

    /// Whether every number and text is one that a headset could mean.
    package var isPlausible: Bool {
        let shares = [battery, cached].allSatisfy { $0.map((0...1).contains) ?? true }
        let numbers = [clockOffsetMs, clockErrorMs].allSatisfy { $0.map { abs($0) < 1e15 } ?? true }
        let names = [scene?.place, scene?.epoch, language].allSatisfy { ($0?.utf8.count ?? 0) <= 64 }
        let isNumbered = revision.map { (0..<1 << 53).contains($0) } ?? true
        return shares && numbers && names && isNumbered && frameRateHz.map((0...1000).contains) ?? true
            && (holds?.count ?? 0) <= Self.mostHeld
    }

    enum CodingKeys: String, CodingKey {
        case battery, cached, frameRateHz, clockOffsetMs, clockErrorMs, scene, language, revision, holds
        case isCharging = "charging"
        case isWorn = "worn"
    }
}

/// A headset as live state knows it.
struct HeadsetPresence: Sendable {
    var report = HeadsetReport()
    var held: Set<Digest> = []
    /// When it last reported; `nil` before it has.
    var heard: Double?
    /// Open event streams.
    var streams = 0
}
