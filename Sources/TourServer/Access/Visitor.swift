internal import TourBundle

/// On whose behalf a request comes.
enum Visitor: Sendable, Equatable {
    case guest
    case headset(id: String)
    /// With the digest of the session's token.
    case guide(Digest)
}
