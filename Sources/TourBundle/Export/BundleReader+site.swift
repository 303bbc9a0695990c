internal import Foundation
internal import GRDB
internal import Panorama

extension BundleReader {
    /// Writes the tour as plain files, under the addresses at which `serve` has it: for any web server, object store or CDN.
    ///
    /// - Parameters:
    ///   - pages: the web pages, by their files' paths in the folder.
    ///   - folder: new or empty; it appears when it is whole.
    /// - Throws: `BundleError`, or `CancellationError`.
    package func writeSite(_ pages: [String: [UInt8]], to folder: String) async throws {
        let site = try SiteFolder(folder)
        for (path, bytes) in pages { try site.write(bytes, at: path) }
        try site.write(tourJSON, at: "api/v1/tour")
        let epochs = tour.places.flatMap(\.epochs)
        for digest in Set(epochs.flatMap(\.panoramas)) { try await writePanorama(digest, into: site) }
        for digest in Set(epochs.flatMap { Array($0.narration.values) + Array($0.captions.values) }) {
            try await write(digest, into: site)
        }
        try site.commit()
    }

    private func writePanorama(_ digest: Digest, into site: SiteFolder) async throws {
        guard let manifest = try await panorama(digest), let json = try await panoramaJSON(digest) else {
            throw BundleError.damaged(path: path, detail: "panorama \(digest) is missing")
        }
        try site.write(json, at: "api/v1/panoramas/\(digest)")
        for tile in try await tiles(of: digest) {
            try Task.checkCancellation()
            let address = tile.address
            let names = [
                "level": "\(address.level)", "face": "\(address.face.letter)", "row": "\(address.row)",
                "column": "\(address.column)",
            ]
            let place = names.reduce(manifest.tiles) { $0.replacing("{\($1.key)}", with: $1.value) }
            try write(try await self.tile(panorama: digest, address: address), at: place, into: site)
        }
        guard let preview = manifest.preview, let name = preview.split(separator: "/").last else { return }
        if let digest = Digest(hex: name) { try await write(digest, into: site) }
    }

    private func write(_ media: Digest, into site: SiteFolder) async throws {
        try write(try await self.media(media), at: "media/\(media)", into: site)
    }

    private func write(_ blob: Blob?, at address: String, into site: SiteFolder) throws(BundleError) {
        guard let blob, Digest(of: blob.bytes) == blob.digest else {
            throw .damaged(path: path, detail: "what belongs to \(address) is not what its name says")
        }
        try site.write(blob.bytes, at: String(address.trimmingPrefix("/")))
    }

    private func tiles(of panorama: Digest) async throws(BundleError) -> [StoredTile] {
        try await read { database in
            guard let stored = try Self.panorama(panorama, in: database) else { return [] }
            return try StoredTile.all(of: stored, in: database)
        }
    }
}

extension TourManifest.Epoch {
    fileprivate var panoramas: [Digest] { [panorama, right, original].compactMap(\.self) }
}
