internal import Foundation
internal import GRDB
package import Panorama

extension BundleReader {
    /// Makes of a folder the tour as plain files, under the addresses at which `serve` has it: for any web server, object store or CDN.
    ///
    /// - Parameters:
    ///   - pages: the web pages, in the order in which they are to appear.
    ///   - address: at which the site will be, without a slash at the end, for what must name it; nil where it is not known.
    ///   - folder: new or empty, or one that was made so before: then only what is not there already is written.
    ///   - progress: called as files are written.
    /// - Throws: `BundleError`, or `CancellationError`; the folder is then as it was, unless it is `BundleError.unfinished`.
    package func writeSite(
        _ pages: [SiteFile],
        at address: String?,
        to folder: String,
        progress: (SiteProgress) -> Void = { _ in }
    ) async throws -> SiteReport {
        let files = try await uncancelled {
            let playing = try await content() + pages + [SiteFile(path: "api/v1/tour", bytes: tourJSON)]
            return playing + (try await index(at: address))
        }
        return try await writeFiles(files, layout: nil, to: folder, progress: progress)
    }

    /// The same of any files, in the order in which they are to appear.
    ///
    /// - Parameter layout: whose viewer they are for, so that no export takes the place of another kind; nil for our own page.
    package func writeFiles(
        _ files: [SiteFile],
        layout: String?,
        to folder: String,
        progress: (SiteProgress) -> Void = { _ in }
    ) async throws -> SiteReport {
        var site = try SiteFolder(folder, layout: layout)
        let changes = try site.changes(to: files)
        var bytes = 0
        for (number, file) in changes.written.enumerated() {
            try Task.checkCancellation()
            let content = try await uncancelled { try await self.bytes(of: file) }
            try site.stage(content, as: number)
            bytes += content.count
            progress(SiteProgress(done: number + 1, total: changes.written.count))
        }
        try Task.checkCancellation()
        let removed = try site.publish(changes, of: files)
        return SiteReport(
            written: changes.written.count,
            kept: changes.kept,
            removed: removed,
            bytes: bytes
        )
    }

    /// Everything that the tour names by its digest: tiles, previews, sound and captions, then what describes the panoramas.
    private func content() async throws -> [SiteFile] {
        let epochs = tour.places.flatMap(\.epochs)
        var media = Set(epochs.flatMap { Array($0.narration.values) + Array($0.captions.values) })
        var (tiles, descriptions): ([SiteFile], [SiteFile]) = ([], [])
        for digest in Set(epochs.flatMap(\.panoramas)).sorted(by: { $0.hex < $1.hex }) {
            guard let manifest = try await panorama(digest), let json = try await panoramaJSON(digest) else {
                throw BundleError.damaged(path: path, detail: "panorama \(digest) is missing")
            }
            tiles += try await self.tiles(of: digest, manifest)
            descriptions.append(SiteFile(path: "api/v1/panoramas/\(digest)", bytes: json))
            if let preview = manifest.preview?.split(separator: "/").last.flatMap({ Digest(hex: $0) }) {
                media.insert(preview)
            }
        }
        let mediaFiles = media.sorted { $0.hex < $1.hex }
            .map { SiteFile(path: "media/\($0)", digest: $0, content: .media($0)) }
        return tiles + mediaFiles + descriptions
    }

    private func tiles(of digest: Digest, _ manifest: PanoramaManifest) async throws -> [SiteFile] {
        try await tiles(of: digest) { String(manifest.path(of: $0).trimmingPrefix("/")) }
    }

    /// The tiles that there are of a panorama.
    ///
    /// - Parameter place: where one lies in the site's folder.
    package func tiles(of digest: Digest, at place: (TileAddress) -> String) async throws -> [SiteFile] {
        let stored = try await read { database in
            try Self.panorama(digest, in: database).map { try StoredTile.all(of: $0, in: database) } ?? []
        }
        return stored.map { tile in
            SiteFile(
                path: place(tile.address),
                digest: tile.digest,
                content: .tile(tile.address, panorama: digest)
            )
        }
    }

    private func bytes(of file: SiteFile) async throws -> [UInt8] {
        let blob: Blob?
        switch file.content {
        case .bytes(let bytes): return bytes
        case .tile(let address, let panorama): blob = try await tile(panorama: panorama, address: address)
        case .media(let digest): blob = try await media(digest)
        }
        guard let blob, Digest(of: blob.bytes) == file.digest else {
            throw BundleError.damaged(path: path, detail: "what belongs to \(file.path) is not what its name says")
        }
        return blob.bytes
    }
}

extension TourManifest.Epoch {
    fileprivate var panoramas: [Digest] { [panorama, right, original].compactMap(\.self) }
}
