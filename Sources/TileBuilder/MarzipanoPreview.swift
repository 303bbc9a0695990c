internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// The strip from which a page exported by Marzipano's tool takes its coarsest level: the six faces of level 0 below each
/// other, in Marzipano's default order.
enum MarzipanoPreview {
    static let order: [CubeFace] = [.back, .down, .front, .left, .right, .up]

    /// - Parameter tiles: the six tiles of level 0, `size` pixels a side, as encoded.
    static func strip(_ tiles: [EncodedTile], size: Int) throws -> [UInt8] {
        var image = PixelBuffer(width: size, height: order.count * size)
        for tile in tiles {
            guard let place = order.firstIndex(of: tile.address.face) else { continue }
            var decoder = try ImageDecoder(bytes: tile.bytes, name: "\(tile.address)")
            try decoder.readRows(size, into: &image, at: place * size)
        }
        let whole = PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
        return try ImageEncoding.jpeg(quality: TileSettings.defaultQuality, subsampling: .quarter)
            .encode(image, region: whole)
    }
}
