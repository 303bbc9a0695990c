package import Resampling

/// What is corrected in a picture before tiles are made of it.
package struct PictureCorrections: Sendable, Hashable {
    /// Specks and scratches are filled from around (`DustRemoval`, `ScratchRemoval`).
    package var removesDust = false
    /// Contrast is brought back (`FadingCurve`).
    package var restoresFading = false
    /// Bands of a cylinder are evened (`ExposureBands`).
    package var evensExposure = false

    package init(removesDust: Bool = false, restoresFading: Bool = false, evensExposure: Bool = false) {
        self.removesDust = removesDust
        self.restoresFading = restoresFading
        self.evensExposure = evensExposure
    }

    package var isEmpty: Bool { self == Self() }

    /// The same without what a passenger may want to see as it was; evening makes one picture of several, and stays.
    package var withoutRestoration: Self { Self(evensExposure: evensExposure) }

    /// One line a correction, for the digest of what tiles depend on.
    var lines: [String] {
        [(removesDust, "dust 2"), (restoresFading, "fading 2"), (evensExposure, "even-exposure 1")]
            .filter(\.0).map { "correction \($0.1)" }
    }

    /// Corrects a picture whose margin is not filled yet.
    ///
    /// - Parameters:
    ///   - isTurn: whether its sides adjoin each other.
    ///   - jobs: as many rows are worked on at once; no influence on the result.
    package func apply(to picture: PictureLevel, isTurn: Bool, jobs: Int) async throws {
        if removesDust { try await removeDust(picture, jobs: jobs) }
        if evensExposure { try await evenExposure(picture, isTurn: isTurn, jobs: jobs) }
        if restoresFading { try await restoreFading(picture, jobs: jobs) }
    }

    private func removeDust(_ picture: PictureLevel, jobs: Int) async throws {
        for isLevel in [false, true] { try await removeScratches(picture, isLevel: isLevel, jobs: jobs) }
        let removal = DustRemoval(picture)
        let bands = picture.bands(of: removal.rowsPerBand)
        // All are found before one is filled: what is found depends on no other.
        let patches = try await results(bands.count, jobs: jobs) { removal.patches(bands[$0]) }
        for patch in patches.joined() { patch.apply(to: picture) }
    }

    private func removeScratches(_ picture: PictureLevel, isLevel: Bool, jobs: Int) async throws {
        let removal = try await ScratchRemoval(picture, isLevel: isLevel, jobs: jobs)
        let scratches = try await removal.scratches(jobs: jobs)
        let patches = try await results(scratches.count, jobs: jobs) { removal.patches(scratches[$0]) }
        for patch in patches.joined() { patch.apply(to: picture) }
    }

    private func restoreFading(_ picture: PictureLevel, jobs: Int) async throws {
        let bands = picture.bands(of: 64)
        let counted = try await results(bands.count, jobs: jobs) { histogram(picture, bands[$0], of: largestLevel) }
        let curve = FadingCurve(sum(counted))
        guard !curve.isIdentity else { return }
        let brightening = Brightening(curve)
        try await concurrently(bands.count, jobs: jobs) { band in
            picture.change(bands[band]) { brightening.apply(to: &$0) }
        }
    }

    private func evenExposure(_ picture: PictureLevel, isTurn: Bool, jobs: Int) async throws {
        let samples = ColumnSamples(picture)
        let rows = try await results(samples.rowCount, jobs: jobs) { samples.logarithms($0) }
        let gains = ColumnGains(ExposureBands(rows, isTurn: isTurn))
        guard !gains.changesNothing else { return }
        let bands = picture.bands(of: 64)
        try await concurrently(bands.count, jobs: jobs) { band in
            picture.change(bands[band]) { gains.apply(to: &$0) }
        }
    }
}
