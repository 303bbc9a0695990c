internal import ImageCoding
internal import Panorama
internal import Resampling
internal import TourBundle

/// A picture of the six faces side by side, for the first glance (`PanoramaManifest.preview`).
struct FacePreview {
    private static let size = PanoramaManifest.previewFaceSize
    private var image = PixelBuffer(width: CubeFace.allCases.count * size, height: size)

    mutating func add(_ picture: PixelBuffer, face: CubeFace) {
        precondition(picture.width == Self.size && picture.height == Self.size)
        for row in 0..<Self.size {
            let start = image.byteOffset(column: face.rawValue * Self.size, row: row)
            let bytes = picture.bytes[picture.rowRange(row)]
            image.bytes.replaceSubrange(start..<start + bytes.count, with: bytes)
        }
    }

    func encoded() throws(ImageCodingError) -> [UInt8] {
        let whole = PixelRegion(column: 0, row: 0, width: image.width, height: image.height)
        return try ImageEncoding.jpeg(
            quality: TileSettings.defaultQuality,
            subsampling: .quarter,
            optimisesHuffman: true
        )
        .encode(image, region: whole)
    }
}
