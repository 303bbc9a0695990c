internal import Panorama
internal import TourBundle

/// A depot shows no tour.
struct NoContent: TourContent {
    var tourJSON: [UInt8] { [] }
    func panoramaJSON(_ digest: Digest) async throws(BundleError) -> [UInt8]? { nil }
    func tile(panorama: Digest, address: TileAddress) async throws(BundleError) -> Blob? { nil }
    func media(_ digest: Digest) async throws(BundleError) -> Blob? { nil }
}
