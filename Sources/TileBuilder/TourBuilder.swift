internal import Panorama
package import Tour
internal import TourBundle

/// Builds a tour's bundle from its document and the files that it names.
///
/// The bundle's bytes depend on the content of these and the settings alone, whatever was built before, or how often a
/// build was killed.
package struct TourBuilder: Sendable {
    package let document: TourDocument
    let text: String
    let route: TourRoute
    let settings: TileSettings
    let reading: TourReading
    let map: BaseMapFiles

    /// Reads the document (a `tour.yaml` or the folder it lies in), its route and the files of its map, of raster tiles the
    /// headers; no other picture is opened, nothing is written.
    ///
    /// - Throws: `TourError` with all findings, or `TileBuilderError`.
    package init(tour path: String, settings: TileSettings) throws {
        reading = TourReading.read(path: path)
        map = BaseMapFiles(reading)
        let findings =
            reading.findings + reading.missingFiles(fileExists: isFile) + map.findings.filter { $0.level == .error }
        guard findings.isEmpty else { throw TourError(findings: findings.sorted(startingWith: reading.file)) }
        document = try reading.get()
        text = String(decoding: try readFile(document.file), as: UTF8.self)
        self.settings = settings
        route = try TourRoute.read(document)
        try checkMedia()
    }

    /// Writes the bundle, unless it is there. Whatever ends this early leaves the file at `output` as it was, and the
    /// finished panoramas beside it for the next build.
    ///
    /// - Parameters:
    ///   - output: path of the bundle; replaced at once when the new one is whole.
    ///   - progress: called now and then as tiles are made.
    /// - Throws: `TourError` where a picture is at fault; `ImageCodingError`, `BundleError`, `TileBuilderError`, or
    ///   `CancellationError`.
    package func build(to output: String, progress: (BuildProgress) -> Void) async throws -> BuildReport {
        do {
            return try await bundle(at: output, progress: progress)
        } catch {
            throw document.located(error)
        }
    }

    private func bundle(at output: String, progress: (BuildProgress) -> Void) async throws -> BuildReport {
        let findings = try pictureWarnings() + map.findings
        var ledger = SourceLedger(output: output)
        let sources = try TourSources(document, map: map, settings: settings, ledger: &ledger) { path in
            progress(BuildProgress(picture: path, tilesDone: 0, tilesTotal: 0))
        }
        let doubts = lines(findings + sources.doubts)
        if ledger.knows(bundle: output),
            let report = report(of: PanoramaCache(path: output), madeFrom: sources, doubts: doubts)
        {
            ledger.save()
            return report
        }
        let assembly = try BundleAssembly(output: output, sources: sources, settings: settings)
        ledger.save()
        do {
            let panoramas = try await assembly.addPanoramas(ledger: ledger, progress: progress)
            let tour = manifest(sources, known: panoramas)
            try Task.checkCancellation()
            ledger.save(bundle: try assembly.finish(tour, document: text))
            return BuildReport(
                tour: tour,
                panoramas: assembly.panoramas,
                notes: doubts + assembly.notes
            )
        } catch {
            assembly.abandon(error)
            throw error
        }
    }

    /// What `check` finds doubtful in the pictures and their years.
    ///
    /// - Throws: `TourError` where control points place no picture.
    func pictureWarnings() throws -> [TourFinding] {
        let files = TourFiles(reading, mostPixels: settings.mostPixels, readsThrough: false)
        let findings = document.ambiguousYears + pictureFindings(document, files, settings)
        let errors = findings.filter { $0.level == .error }
        guard errors.isEmpty else { throw TourError(findings: errors) }
        return findings
    }

    func lines(_ findings: [TourFinding]) -> [String] {
        findings.sorted(startingWith: document.file).map(\.description)
    }

    /// Nil unless this bundle is what would be built.
    private func report(of bundle: PanoramaCache?, madeFrom sources: TourSources, doubts: [String]) -> BuildReport? {
        guard let bundle, let stored = bundle.tour, stored.document == text else { return nil }
        var known: [Digest: KnownPanorama] = [:]
        var panoramas: [BuildReport.Panorama] = []
        for source in sources.panoramas {
            guard let stored = bundle.panorama(from: source.key) else { return nil }
            known[source.key] = stored
            panoramas.append(
                BuildReport.Panorama(picture: source.name, tiles: stored.tileCount, tilesMade: 0, seconds: 0)
            )
        }
        let tour = manifest(sources, known: known)
        guard (try? ManifestJSON.encode(tour)) == stored.manifest else { return nil }
        return BuildReport(tour: tour, panoramas: panoramas, isUpToDate: true, notes: doubts)
    }

    /// That no sound is of a kind that cannot be played.
    private func checkMedia() throws(TileBuilderError) {
        for reference in document.references where [.narration, .captions].contains(reference.kind) {
            _ = try mediaType(of: document.resolve(reference.path))
        }
    }
}
