package import TourBundle

/// Where releases come from. What it gives is checked by whoever asks.
package protocol DepotSource: Sendable {
    /// As in messages.
    var name: String { get }
    /// What has come from it so far, in bytes.
    var received: Int { get }

    /// What it means that something came which is not what its digest says.
    func damaged(_ what: String) -> DepotError

    func offer() async throws -> DepotOffer
    /// A signed file.
    func release(_ id: ReleaseID) async throws -> [UInt8]
    /// The tour or its document.
    ///
    /// - Parameter most: bytes that are taken at most.
    func text(_ text: ReleaseText, of id: ReleaseID, most: Int) async throws -> [UInt8]
    func tileList(_ panorama: Digest, of id: ReleaseID, most: Int) async throws -> [UInt8]
    /// - Parameters:
    ///   - digests: `BlobFrames.mostDigests` at most.
    ///   - most: bytes of one of them at most.
    ///   - total: bytes of all of them at most.
    ///   - receive: takes them in the same order.
    func blobs(
        _ digests: [Digest],
        of id: ReleaseID,
        most: Int,
        total: Int,
        _ receive: (Digest, [UInt8]) async throws -> Void
    ) async throws
    /// A large blob from its first byte that is still missing.
    func blob(_ part: BundleContent.Part, of id: ReleaseID, to file: PartialBlob) async throws
    /// Takes a bus's report, where it keeps such.
    func report(_ report: SignedReport) async throws
    func close() async
}

package enum ReleaseText: String, Sendable {
    case manifest
    case document
}
