private import CImageCoding
package import Resampling

/// A way to write a picture.
package enum ImageEncoding: Sendable, Hashable {
    /// Baseline JFIF; quality 1 (smallest) to 100 (best) on libjpeg's scale. Huffman tables of the picture's own, with
    /// the same pixels, saved 4 to 7 % of tiles of 336 pixels at quality 75 and 80, and took 2.5 times as long.
    case jpeg(quality: Int, subsampling: ChromaSubsampling, optimisesHuffman: Bool = false)
    /// 8-bit RGB.
    case png

    package var format: ImageFormat {
        switch self {
        case .jpeg: .jpeg
        case .png: .png
        }
    }

    package var mediaType: String { format.mediaType }

    /// Without the dot.
    package var fileExtension: String { format.fileExtension }
}

// MARK: - Encoding

extension ImageEncoding {
    /// The bytes of a file that shows `region`, which is not empty and lies within the image. The same pixels
    /// give the same bytes on every CPU, with the same versions of the libraries.
    package func encode(_ image: PixelBuffer, region: PixelRegion) throws(ImageCodingError) -> [UInt8] {
        precondition(image.contains(region))
        var file = unsafe image_bytes()
        let start = image.byteOffset(column: region.column, row: region.row)
        // Safe: the region's rows lie within the image's bytes.
        let failure = unsafe image.bytes.withUnsafeBufferPointer { bytes in
            let pixels = unsafe image_pixels(
                rows: bytes.baseAddress.map { unsafe $0 + start },
                bytes_per_row: image.bytesPerRow,
                width: UInt32(region.width),
                height: UInt32(region.height)
            )
            return unsafe encode(pixels, into: &file)
        }
        defer { unsafe image_bytes_free(file) }
        guard failure.status == .ok else { throw .notEncoded(reason: failure.reasonText) }
        return unsafe [UInt8](UnsafeBufferPointer(start: file.start, count: file.count))
    }

    private func encode(_ pixels: image_pixels, into file: inout image_bytes) -> image_failure {
        switch self {
        case .jpeg(let quality, let subsampling, let optimisesHuffman):
            precondition((1...100).contains(quality))
            let settings = image_jpeg_settings(
                quality: Int32(quality),
                halves_chroma: subsampling == .quarter,
                optimises_huffman: optimisesHuffman
            )
            return unsafe image_encode_jpeg(pixels, settings, &file)
        case .png:
            return unsafe image_encode_png(pixels, &file)
        }
    }
}

extension PixelBuffer {
    fileprivate func contains(_ region: PixelRegion) -> Bool {
        region.width > 0 && region.height > 0 && region.column >= 0 && region.row >= 0
            && region.column + region.width <= width && region.row + region.height <= height
    }
}
