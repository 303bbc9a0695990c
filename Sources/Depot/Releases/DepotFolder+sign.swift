internal import Files
internal import Foundation
internal import TourBundle

extension DepotFolder {
    /// Makes a release of a bundle: copies it in, verifies the copy whole, and signs last, so that no release is there in part.
    ///
    /// - Parameters:
    ///   - days: after which it is not synced any more.
    ///   - minimumProgram: as in `1.2.3`.
    ///   - second: now, since 1970.
    /// - Throws: `DepotError.key` where the key has retired, `.otherContent` where the bundle is damaged, `BundleError` where it
    ///   cannot be read.
    package func sign(bundle: String, by key: SigningKey, days: Int, minimumProgram: String, at second: Int)
        async throws
        -> SignedRelease
    {
        guard try !retired().contains(key.verification) else {
            throw DepotError.key(
                "\(key.verification.short)…",
                "has retired here, and no bus takes what it signs; sign with the key that it handed on to"
            )
        }
        let lock = try lock()
        defer { _ = lock }
        let tour = try BundleReader(path: bundle).tour
        let last = try lastVersion(of: tour.id)
        guard let id = ReleaseID(tour: tour.id, version: last + 1) else {
            throw DepotError.otherContent(bundle, reason: "'\(tour.id)' is no id of a tour")
        }
        let partial = bundleFile(id) + ".partial"
        defer { unsafe unlink(partial) }
        try copy(bundle, to: partial)
        let reader = try BundleReader(path: partial)
        let verification = try await reader.verify()
        if let fault = verification.faults.first { throw DepotError.otherContent(bundle, reason: fault) }
        let manifest = ReleaseManifest(
            tour: reader.tour.id,
            version: id.version,
            title: reader.tour.title,
            made: second,
            expires: second + days * 86_400,
            minimumProgram: minimumProgram,
            content: try await reader.content()
        )
        guard manifest.id == id else { throw DepotError.otherContent(bundle, reason: "it changed meanwhile") }
        let release = try SignedRelease(manifest, by: key)
        guard unsafe rename(partial, bundleFile(id)) == 0 else { throw DepotError.lastFailure(bundleFile(id)) }
        try writeWhole(release.file, to: releaseFile(id))
        return release
    }

    /// Keeps a second signer out as long as it lives.
    private func lock() throws(BundleError) -> FileLock {
        do { return try FileLock(path + "/.lock") } catch { throw BundleError(error) }
    }

    private func copy(_ bundle: String, to partial: String) throws(DepotError) {
        unsafe unlink(partial)
        do {
            let source = URL(fileURLWithPath: bundle).resolvingSymlinksInPath()
            try FileManager.default.copyItem(at: source, to: URL(fileURLWithPath: partial))
        } catch {
            throw .notWritten(partial, reason: error.localizedDescription)
        }
        try syncFile(partial)
    }
}
