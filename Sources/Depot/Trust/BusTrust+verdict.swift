package import TourBundle

/// What a bus does with a release that a depot offers.
package enum ReleaseVerdict: Sendable, Equatable {
    case install
    /// It is what is installed.
    case nothingNew
    /// It was installed here, and somebody went back from it.
    case rolledBack
}

/// A release on the bus.
package struct InstalledRelease: Sendable, Equatable {
    package var version: Int
    /// Of its signed JSON.
    package var digest: Digest

    package init(version: Int, digest: Digest) { (self.version, self.digest) = (version, digest) }
}

extension BusTrust {
    /// - Parameters:
    ///   - known: releases of this tour on the bus.
    ///   - current: the version that plays; nil where none does.
    ///   - second: now, since 1970.
    /// - Throws: `DepotError.refused` for what must not be taken.
    package func judge(
        _ release: SignedRelease,
        known: [InstalledRelease],
        current: Int?,
        program: ProgramVersion?,
        at second: Int
    ) throws(DepotError) -> ReleaseVerdict {
        let manifest = release.body
        let name = "\(manifest.tour) \(manifest.version)"
        guard keys.contains(release.key) else {
            throw .refused(
                release: name,
                reason:
                    "signed by \(release.key.short)…, which this bus does not trust; ask the depot whose key that is"
            )
        }
        let highest = max(versions[manifest.tour] ?? 0, current ?? 0)
        guard manifest.version >= highest else {
            throw .refused(
                release: name,
                reason: "this bus had release \(highest) already, and takes no older one; go back with --rollback"
            )
        }
        let noted = versions[manifest.tour] == manifest.version ? digests[manifest.tour] : nil
        let here = known.first { $0.version == manifest.version }?.digest
        guard [noted, here].compactMap(\.self).allSatisfy({ $0 == release.digest }) else {
            throw .refused(
                release: name,
                reason: "this bus had the same number with other content; sign the bundle again for a new number"
            )
        }
        if manifest.version == current { return .nothingNew }
        if manifest.version == highest, current != nil { return .rolledBack }
        return try fresh(manifest, name, program, second)
    }

    private func fresh(
        _ manifest: ReleaseManifest,
        _ name: String,
        _ program: ProgramVersion?,
        _ second: Int
    ) throws(DepotError) -> ReleaseVerdict {
        guard second <= manifest.expires else {
            throw .refused(
                release: name,
                reason: "it ended on \(day(manifest.expires)); what is installed plays on; sign the bundle again"
            )
        }
        guard let program, let least = ProgramVersion(manifest.minimumProgram), least <= program else {
            throw .refused(release: name, reason: "it needs Zeitreise \(manifest.minimumProgram); update this program")
        }
        return .install
    }
}
