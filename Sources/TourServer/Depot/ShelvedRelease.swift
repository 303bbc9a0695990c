internal import Depot
internal import HTTPTypes
internal import Hummingbird
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

    func blob(_ digest: Digest, for request: HTTPRequest, _ scope: RequestScope) async throws(BundleError) -> Response?
    {
        try await bundle.blob(digest).map { blob in
            switch blob {
            case .whole(let bytes):
                Representation(bytes, digest: digest, mediaType: Self.bytes, caching: .immutable).response(to: request)
            case .large(let blob):
                StreamedBlob(blob, digest: digest, mediaType: Self.bytes, caching: .immutable)
                    .response(to: request, scope)
            }
        }
    }

    private static let bytes = "application/octet-stream"
}
