package import Panorama
package import TourBundle

/// What the server serves of a tour: a bundle, or something that stands before it.
package protocol TourContent: Sendable {
    /// Body of `/api/v1/tour`.
    var tourJSON: [UInt8] { get }
    /// Body of `/api/v1/panoramas/{digest}`, or nil when there is no such panorama.
    func panoramaJSON(_ digest: Digest) async throws(BundleError) -> [UInt8]?
    /// Nil when there is no such panorama or the address lies outside its pyramid.
    func tile(panorama: Digest, address: TileAddress) async throws(BundleError) -> Blob?
    func media(_ digest: Digest) async throws(BundleError) -> Blob?
}

extension BundleReader: TourContent {}
