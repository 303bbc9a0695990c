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
        let start = image.byteOffset(column: region.column, row: region.row)
        var file = unsafe image_bytes()
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
        return try unsafe bytes(of: file, failure)
    }

    /// Whether pictures can be written as luma and halved colour differences, without being pixels first.
    package var takesPlanes: Bool {
        if case .jpeg(_, .quarter, _) = self { true } else { false }
    }

    /// The same of a picture whose width and height are multiples of 16, in an encoding that takes planes.
    package func encode(_ image: YCbCrImage) throws(ImageCodingError) -> [UInt8] {
        precondition(takesPlanes && image.width % 16 == 0 && image.height % 16 == 0)
        guard let settings = jpegSettings else { return [] }
        let (width, height) = (UInt32(image.width), UInt32(image.height))
        var file = unsafe image_bytes()
        let failure = unsafe image.planes[0].withUnsafeBufferPointer { luma in
            unsafe image.planes[1].withUnsafeBufferPointer { blue in
                unsafe image.planes[2].withUnsafeBufferPointer { red in
                    let planes = unsafe [luma.baseAddress, blue.baseAddress, red.baseAddress]
                    return unsafe image_encode_jpeg_planes(planes, width, height, settings, &file)
                }
            }
        }
        return try unsafe bytes(of: file, failure)
    }

    private func bytes(of file: image_bytes, _ failure: image_failure) throws(ImageCodingError) -> [UInt8] {
        defer { unsafe image_bytes_free(file) }
        guard failure.status == .ok else { throw .notEncoded(reason: failure.reasonText) }
        return unsafe [UInt8](UnsafeBufferPointer(start: file.start, count: file.count))
    }

    private var jpegSettings: image_jpeg_settings? {
        guard case .jpeg(let quality, let subsampling, let optimisesHuffman) = self else { return nil }
        precondition((1...100).contains(quality))
        return image_jpeg_settings(
            quality: Int32(quality),
            halves_chroma: subsampling == .quarter,
            optimises_huffman: optimisesHuffman
        )
    }

    private func encode(_ pixels: image_pixels, into file: inout image_bytes) -> image_failure {
        guard let settings = jpegSettings else { return unsafe image_encode_png(pixels, &file) }
        return unsafe image_encode_jpeg(pixels, settings, &file)
    }
}

extension PixelBuffer {
    fileprivate func contains(_ region: PixelRegion) -> Bool {
        region.width > 0 && region.height > 0 && region.column >= 0 && region.row >= 0
            && region.column + region.width <= width && region.row + region.height <= height
    }
}
