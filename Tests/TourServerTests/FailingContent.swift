import Panorama
import TourBundle
import TourServer

/// A bundle whose file went bad after it was opened.
struct FailingContent: TourContent {
    static let error = BundleError.damaged(path: "bus.ztour", detail: "disk I/O error")

    let tourJSON = Array("{}".utf8)

    func panoramaJSON(_ digest: Digest) async throws(BundleError) -> [UInt8]? { throw Self.error }
    func tile(panorama: Digest, address: TileAddress) async throws(BundleError) -> Blob? { throw Self.error }
    func media(_ digest: Digest) async throws(BundleError) -> Blob? { throw Self.error }
}
