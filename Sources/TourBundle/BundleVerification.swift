/// What `BundleReader.verify` looked at and found.
package struct BundleVerification: Sendable, Equatable, Codable {
    package var panoramas = 0
    package var tiles = 0
    package var media = 0
    package var blobs = 0
    package var bytes = 0
    /// One sentence a fault; empty where the bundle is whole.
    package var faults: [String] = []

    package var isWhole: Bool { faults.isEmpty }
}
