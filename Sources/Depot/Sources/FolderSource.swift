internal import Synchronization
package import TourBundle

/// A depot on a stick or a mounted disk.
package final class FolderSource: DepotSource {
    private let folder: DepotFolder
    private let readers = Mutex<[ReleaseID: BundleReader]>([:])
    private let count = Mutex(0)

    package init(_ folder: DepotFolder) { self.folder = folder }

    package var name: String { folder.path }
    package var received: Int { count.withLock { $0 } }

    package func damaged(_ what: String) -> DepotError {
        .otherContent(folder.path, reason: "\(what) is damaged")
    }

    package func offer() async throws -> DepotOffer {
        let statements = try folder.statements().map { String(decoding: $0, as: UTF8.self) }
        return DepotOffer(releases: try folder.releases(), keys: statements)
    }

    package func release(_ id: ReleaseID) async throws -> [UInt8] {
        guard let bytes = read(folder.releaseFile(id), most: ReleaseManifest.mostBytes) else {
            throw DepotError.unreachable(folder.releaseFile(id), reason: "cannot be read")
        }
        return counted(bytes)
    }

    package func text(_ text: ReleaseText, of id: ReleaseID, most: Int) async throws -> [UInt8] {
        let reader = try reader(id)
        guard text == .document else { return counted(reader.tourJSON) }
        return counted(Array(try await ask(id) { try await reader.document() }.utf8))
    }

    package func tileList(_ panorama: Digest, of id: ReleaseID, most: Int) async throws -> [UInt8] {
        let reader = try reader(id)
        return counted(try there(await ask(id) { try await reader.tileList(panorama) }, panorama, id))
    }

    package func blobs(
        _ digests: [Digest],
        of id: ReleaseID,
        most: Int,
        total: Int,
        _ receive: (Digest, [UInt8]) async throws -> Void
    ) async throws {
        let reader = try reader(id)
        for digest in digests {
            let found = try there(await ask(id) { try await reader.blob(digest) }, digest, id)
            guard let bytes = try await ask(id, { try await found.bytes(most: most) }) else {
                throw DepotError.otherContent(folder.bundleFile(id), reason: "\(digest) is too large")
            }
            try await receive(digest, counted(bytes))
        }
    }

    package func blob(_ part: BundleContent.Part, of id: ReleaseID, to file: PartialBlob) async throws {
        file.remove()
        let reader = try reader(id)
        switch try there(await ask(id) { try await reader.blob(part.digest) }, part.digest, id) {
        case .whole(let bytes): try file.append(counted(bytes))
        case .large(let blob):
            for piece in blob.pieces(of: 0..<blob.byteCount) {
                try Task.checkCancellation()
                try file.append(counted(await ask(id) { try await blob.read(piece) }))
            }
        }
    }

    /// Lies on the stick until somebody carries it home.
    package func report(_ report: SignedReport) async throws { try folder.keep(report) }
    package func close() async {}

    private func reader(_ id: ReleaseID) throws -> BundleReader {
        if let open = readers.withLock({ $0[id] }) { return open }
        let opened: BundleReader
        do {
            opened = try BundleReader(path: folder.bundleFile(id))
        } catch {
            throw fault(error, id)
        }
        readers.withLock { $0[id] = opened }
        return opened
    }

    private func ask<Value>(_ id: ReleaseID, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch let error as BundleError {
            throw fault(error, id)
        }
    }

    /// The depot's damage, told apart from that of what the bus has taken in.
    private func fault(_ error: BundleError, _ id: ReleaseID) -> any Error {
        switch error {
        case .damaged(_, let detail): DepotError.otherContent(folder.bundleFile(id), reason: "damaged: \(detail)")
        case .notABundle: DepotError.otherContent(folder.bundleFile(id), reason: "it is no bundle")
        case .newerFormat, .olderFormat:
            DepotError.refused(release: id.name, reason: "its bundle is of a format that this program does not read")
        default: error
        }
    }

    private func there<Found>(_ found: Found?, _ digest: Digest, _ id: ReleaseID) throws -> Found {
        guard let found else {
            throw DepotError.otherContent(folder.bundleFile(id), reason: "\(digest) is not in it")
        }
        return found
    }

    private func counted(_ bytes: [UInt8]) -> [UInt8] {
        count.withLock { $0 += bytes.count }
        return bytes
    }
}
