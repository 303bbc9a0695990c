package import Panorama

/// A finished tile: its place and the bytes of its picture file.
package struct EncodedTile: Sendable, Equatable {
    package var address: TileAddress
    package var bytes: [UInt8]

    package init(address: TileAddress, bytes: [UInt8]) {
        self.address = address
        self.bytes = bytes
    }
}
