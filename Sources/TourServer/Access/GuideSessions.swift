package import TourBundle

/// Who is signed in, and which of them has the controls. A value; times are seconds on the server's clock.
package struct GuideSessions: Sendable {
    package struct Session: Sendable, Equatable, Codable {
        package var guide: String
        package var createdS: Double
        package var seenS: Double
        /// Of the last order that was carried out; 0 before the first.
        package var sequence = 0
    }

    /// By the digest of the token.
    package private(set) var sessions: [Digest: Session] = [:]
    package private(set) var controller: Digest?

    /// A day of driving.
    package static let longestSeconds = 14 * 3600.0
    package static let idleSeconds = 4 * 3600.0
    /// Tablets beyond these sign the one out that was silent longest.
    private static let mostSessions = 16

    package init() {}

    /// A new session; it has the controls if nobody else has.
    package mutating func begin(_ token: Digest, guide: String, at time: Double) {
        expire(at: time)
        if sessions.count >= Self.mostSessions, let oldest = sessions.min(by: { $0.value.seenS < $1.value.seenS }) {
            end(oldest.key)
        }
        sessions[token] = Session(guide: guide, createdS: time, seenS: time)
        controller = controller ?? token
    }

    /// Of this token, if it counts; it is seen.
    package mutating func session(_ token: Digest, at time: Double) -> Session? {
        expire(at: time)
        sessions[token]?.seenS = time
        return sessions[token]
    }

    package mutating func end(_ token: Digest) {
        sessions[token] = nil
        if controller == token { controller = nil }
    }

    package mutating func endAll() { (sessions, controller) = ([:], nil) }

    package mutating func takeOver(_ token: Digest) { if sessions[token] != nil { controller = token } }

    package mutating func count(_ sequence: Int, of token: Digest) { sessions[token]?.sequence = sequence }

    private mutating func expire(at time: Double) {
        for (token, session) in sessions
        where time - session.createdS > Self.longestSeconds || time - session.seenS > Self.idleSeconds {
            end(token)
        }
    }
}

extension GuideSessions {
    package struct Saved: Sendable, Equatable, Codable {
        package var token: Digest
        package var session: Session
        package var controls: Bool
    }

    package var saved: [Saved] {
        sessions.map { Saved(token: $0.key, session: $0.value, controls: $0.key == controller) }
            .sorted { $0.token.hex < $1.token.hex }
    }

    /// - Parameter shift: from the clock of the saved times to the present one.
    package mutating func restore(_ saved: [Saved], shift: Double) {
        for entry in saved {
            var session = entry.session
            session.createdS += shift
            session.seenS += shift
            sessions[entry.token] = session
            if entry.controls { controller = entry.token }
        }
    }
}
