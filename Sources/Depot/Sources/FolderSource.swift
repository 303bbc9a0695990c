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
        return counted(text == .manifest ? reader.tourJSON : Array(try await reader.document().utf8))
    }

    package func tileList(_ panorama: Digest, of id: ReleaseID, most: Int) async throws -> [UInt8] {
        counted(try await there(reader(id).tileList(panorama), panorama, id))
    }

    package func blobs(
        _ digests: [Digest],
        of id: ReleaseID,
        most: Int,
        _ receive: (Digest, [UInt8]) async throws -> Void
    ) async throws {
        let reader = try reader(id)
        for digest in digests { try await receive(digest, counted(there(reader.blob(digest), digest, id))) }
    }

    package func blob(_ part: BundleContent.Part, of id: ReleaseID, to file: PartialBlob) async throws {
        file.remove()
        try file.append(counted(await there(reader(id).blob(part.digest), part.digest, id)))
    }

    package func report(_ file: [UInt8]) async throws {}
    package func close() async {}

    private func reader(_ id: ReleaseID) throws -> BundleReader {
        if let open = readers.withLock({ $0[id] }) { return open }
        let opened = try BundleReader(path: folder.bundleFile(id))
        readers.withLock { $0[id] = opened }
        return opened
    }

    private func there(_ bytes: [UInt8]?, _ digest: Digest, _ id: ReleaseID) throws -> [UInt8] {
        guard let bytes else {
            throw DepotError.otherContent(folder.bundleFile(id), reason: "\(digest) is not in it")
        }
        return bytes
    }

    private func counted(_ bytes: [UInt8]) -> [UInt8] {
        count.withLock { $0 += bytes.count }
        return bytes
    }
}
