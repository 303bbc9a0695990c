package import TourBundle

/// Whom a bus trusts and what it has seen: kept as `.trust`.
package struct BusTrust: Sendable, Equatable {
    package var keys: Set<VerificationKey>
    /// The key that somebody named at first; it may have retired since, and is still a right answer to "which depot?".
    package var pinned: VerificationKey?
    /// Keys that have retired: nobody's word makes them trusted again.
    package var retired: Set<VerificationKey> = []
    /// The highest version that was ever installed, by tour: none below is taken again from a depot.
    package var versions: [String: Int] = [:]
    /// What was signed at that version, by tour.
    package var digests: [String: Digest] = [:]

    package init(keys: Set<VerificationKey>) { self.keys = keys }
    package init(pinned: VerificationKey) { (keys, self.pinned) = ([pinned], pinned) }

    /// A release is installed, or was before.
    package mutating func note(_ release: SignedRelease) {
        let (tour, version) = (release.body.tour, release.body.version)
        guard version >= versions[tour] ?? 0 else { return }
        (versions[tour], digests[tour]) = (version, release.digest)
    }
}

extension BusTrust {
    /// With all keys to which trusted ones have handed on, and without those that have retired; never without any.
    package func following(_ statements: [SignedKeyStatement]) -> Self {
        var trust = self
        var open = keys.sorted { $0.hex < $1.hex }
        while let key = open.popLast() {
            let next = Self.next(after: key, statements) { !trust.retired.contains($0) }
            for key in next.keys where trust.keys.insert(key).inserted { open.append(key) }
            if next.retires {
                trust.keys.remove(key)
                trust.retired.insert(key)
            }
        }
        return trust
    }

    /// To whom a key hands on. The last word of one that retires is the one with which it does: others may be a thief's.
    private static func next(
        after key: VerificationKey,
        _ statements: [SignedKeyStatement],
        _ mayBeTrusted: (VerificationKey) -> Bool
    ) -> (keys: [VerificationKey], retires: Bool) {
        // A key that retires for itself, or for one that has retired, would leave nobody.
        let said = statements.filter { $0.key == key && $0.body.next != key && mayBeTrusted($0.body.next) }
        let last = said.filter(\.body.retires)
        return ((last.isEmpty ? said : last).map(\.body.next), !last.isEmpty)
    }

    /// Whether a key names the depot that this bus trusts: as it was pinned, as it is trusted now, or one that handed on to that.
    package func accepts(_ pin: VerificationKey, _ statements: [SignedKeyStatement]) -> Bool {
        pin == pinned || keys.contains(pin)
            || !BusTrust(keys: [pin]).following(statements).keys.isDisjoint(with: keys)
    }
}

extension BusTrust: Codable {
    private enum CodingKeys: CodingKey {
        case keys, pinned, retired, versions, digests
    }

    /// What older programs have kept lacks some of it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        keys = try container.decode(Set<VerificationKey>.self, forKey: .keys)
        pinned = try container.decodeIfPresent(VerificationKey.self, forKey: .pinned)
        retired = try container.decodeIfPresent(Set<VerificationKey>.self, forKey: .retired) ?? []
        versions = try container.decode([String: Int].self, forKey: .versions)
        digests = try container.decodeIfPresent([String: Digest].self, forKey: .digests) ?? [:]
    }
}
