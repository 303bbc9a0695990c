package import TourBundle

/// Which headsets belong to this bus, and which ask to. A value; times are seconds on the server's clock.
package struct Enrolment: Sendable {
    package struct Headset: Sendable, Equatable, Codable {
        package var id: String
        /// What the guide calls it, from 1.
        package var number: Int
        package var name: String?
        package var token: Digest
    }

    package struct Enrolled: Sendable, Equatable {
        package var headset: Headset
        /// The id that this very headset had before.
        package var formerID: String?
    }

    /// A headset that shows a code and waits for the guide.
    package struct Candidate: Sendable, Equatable {
        package var id: String
        package var code: EnrolmentCode
        package var name: String?
        var claim: Digest
        var source: String
        var until: Double
        var isApproved = false
    }

    package enum Refusal: Error, Equatable {
        case tooMany
        /// No such code, or it is over: the guide and the headset begin anew.
        case unknown
    }

    package private(set) var headsets: [String: Headset] = [:]
    private var idsByToken: [Digest: String] = [:]
    private var candidates: [String: Candidate] = [:]

    package static let codeSeconds = 600.0
    private static let mostCandidates = 128
    /// All that one device can ask for at once.
    private static let mostOfOneSource = 4

    package init() {}

    package func headset(token: Digest) -> Headset? { idsByToken[token].flatMap { headsets[$0] } }

    /// Enrols at once. A headset of the same name is this one, come back with an empty memory, and keeps its number.
    package mutating func enrol(
        _ id: String,
        name: String?,
        token: Digest
    ) throws(Refusal) -> Enrolled {
        let known = name.flatMap { name in headsets.values.first { $0.name == name } }
        if let known { remove(known.id) }
        guard headsets.count < LiveConstants.mostHeadsets else { throw .tooMany }
        let taken = Set(headsets.values.map(\.number))
        let number = known?.number ?? (1...).first { !taken.contains($0) } ?? 0
        let headset = Headset(id: id, number: number, name: name, token: token)
        add(headset)
        return Enrolled(headset: headset, formerID: known?.id)
    }

    package mutating func remove(_ id: String) {
        guard let headset = headsets.removeValue(forKey: id) else { return }
        idsByToken[headset.token] = nil
    }

    package mutating func restore(_ saved: [Headset]) { saved.forEach { add($0) } }

    private mutating func add(_ headset: Headset) {
        headsets[headset.id] = headset
        idsByToken[headset.token] = headset.id
    }
}

// MARK: - By code

extension Enrolment {
    /// - Parameter claim: of the secret with which the headset, and nobody else, fetches its token.
    package mutating func apply(
        _ id: String,
        name: String?,
        claim: Digest,
        source: String,
        at time: Double
    ) throws(Refusal) -> Candidate {
        expire(at: time)
        guard candidates.count < Self.mostCandidates,
            candidates.values.count(where: { $0.source == source }) < Self.mostOfOneSource
        else { throw .tooMany }
        var code = EnrolmentCode()
        while candidates.values.contains(where: { $0.code == code }) { code = EnrolmentCode() }
        let candidate = Candidate(
            id: id,
            code: code,
            name: name,
            claim: claim,
            source: source,
            until: time + Self.codeSeconds
        )
        candidates[id] = candidate
        return candidate
    }

    /// The guide has read the code from the headset.
    package mutating func approve(_ code: EnrolmentCode, at time: Double) throws(Refusal) {
        expire(at: time)
        guard let candidate = candidates.values.first(where: { $0.code == code && !$0.isApproved }) else {
            throw .unknown
        }
        candidates[candidate.id]?.isApproved = true
    }

    /// What has become of an application: enrolled with this token, or `nil` while it waits. Once only.
    package mutating func claim(
        _ id: String,
        secret: Digest,
        token: Digest,
        at time: Double
    ) throws(Refusal) -> Enrolled? {
        expire(at: time)
        guard let candidate = candidates[id], candidate.claim == secret else { throw .unknown }
        guard candidate.isApproved else { return nil }
        candidates[id] = nil
        return try enrol(id, name: candidate.name, token: token)
    }

    /// Those that wait for the guide, the oldest first.
    package mutating func waiting(at time: Double) -> [Candidate] {
        expire(at: time)
        return candidates.values.filter { !$0.isApproved }.sorted { $0.until < $1.until }
    }

    private mutating func expire(at time: Double) {
        candidates = candidates.filter { $0.value.until > time }
    }
}
