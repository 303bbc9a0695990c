internal import Depot
internal import TourBundle

/// A release that has been opened.
struct ShelvedRelease: Sendable {
    let bundle: BundleReader
    /// The signed file as it goes out.
    let file: Representation
    private let manifest: Representation

    init(_ id: ReleaseID, in folder: DepotFolder) throws {
        let signed = try folder.release(id)
        bundle = try BundleReader(path: folder.bundleFile(id))
        file = Representation(signed.file, mediaType: Self.bytes, caching: .revalidated, isCompressible: true)
        manifest = .json(bundle.tourJSON)
    }

    func text(_ text: ReleaseText) async throws(BundleError) -> Representation {
        guard text == .document else { return manifest }
        let document = Array(try await bundle.document().utf8)
        return Representation(document, mediaType: "text/plain", caching: .revalidated, isCompressible: true)
    }

    func tileList(_ panorama: Digest) async throws(BundleError) -> Representation? {
        try await bundle.tileList(panorama).map {
            Representation($0, digest: panorama, mediaType: Self.bytes, caching: .immutable)
        }
    }

    func blob(_ digest: Digest) async throws(BundleError) -> Representation? {
        try await bundle.blob(digest).map {
            Representation($0, digest: digest, mediaType: Self.bytes, caching: .immutable)
        }
    }

    private static let bytes = "application/octet-stream"
}
