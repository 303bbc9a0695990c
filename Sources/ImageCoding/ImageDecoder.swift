private import CImageCoding
package import Resampling

/// Reads a JPEG or PNG file row by row into pixels of four bytes: red, green, blue, 255.
///
/// The first bytes decide the format, never the name. Samples keep their stored values and rows their stored order:
/// gamma, colour profiles and EXIF orientation are not applied. Transparent pixels are laid over black, 16 bits are
/// rounded to 8, and CMYK becomes RGB without a profile. In a file of several passes (``ImageInfo/isInterlaced``) the
/// first row costs the time and memory of all.
@safe package struct ImageDecoder: ~Copyable {
    package let info: ImageInfo
    /// Rows handed out so far.
    package private(set) var rowsRead = 0
    private let name: String
    private let limits: ImageLimits
    private let handle: OpaquePointer

    /// Reads the header of the file at `path`, which must be a regular file.
    package init(path: String, limits: ImageLimits = .standard) throws(ImageCodingError) {
        guard !path.utf8.contains(0) else { throw .unreadable(file: path, reason: "Zero byte in its name") }
        try unsafe self.init(adopting: image_decoder_open_file(path, limits.shim), name: path, limits: limits)
    }

    /// Reads the header of a file in memory; `name` stands for it in errors.
    package init(bytes: [UInt8], name: String, limits: ImageLimits = .standard) throws(ImageCodingError) {
        let handle = unsafe image_decoder_open_bytes(bytes, bytes.count, limits.shim)
        try unsafe self.init(adopting: handle, name: name, limits: limits)
    }

    private init(adopting handle: OpaquePointer?, name: String, limits: ImageLimits) throws(ImageCodingError) {
        guard let handle = unsafe handle else { throw .outOfMemory(file: name) }
        if let error = unsafe ImageCodingError(handle, name: name, limits: limits) {
            unsafe image_decoder_close(handle)
            throw error
        }
        unsafe self.handle = handle
        self.name = name
        self.limits = limits
        self.info = unsafe ImageInfo(image_decoder_info(handle))
    }

    deinit { unsafe image_decoder_close(handle) }
}

// MARK: - Reading

extension ImageDecoder {
    /// Reads the next `count` rows, at most those that are left, to the start of `bytes`: each 4 x width bytes, one
    /// every `bytesPerRow`. After an error the decoder gives the same error again.
    package mutating func readRows(
        _ count: Int,
        into bytes: inout MutableSpan<UInt8>,
        bytesPerRow: Int
    ) throws(ImageCodingError) {
        try unsafe bytes.withUnsafeMutableBufferPointer { bytes throws(ImageCodingError) in
            try unsafe readRows(count, into: bytes, bytesPerRow: bytesPerRow)
        }
    }

    /// Reads the next `count` rows into `image`, the first as its row `row`. The image is at least as wide as the
    /// picture, which fills its left; its margin stays as it is.
    package mutating func readRows(_ count: Int, into image: inout PixelBuffer, at row: Int) throws(ImageCodingError) {
        precondition(row >= 0 && row + count <= image.height && info.width <= image.width)
        let start = image.byteOffset(column: 0, row: row)
        let bytesPerRow = image.bytesPerRow
        try unsafe image.bytes.withUnsafeMutableBufferPointer { bytes throws(ImageCodingError) in
            let rows = unsafe UnsafeMutableBufferPointer(rebasing: bytes[start...])
            try unsafe readRows(count, into: rows, bytesPerRow: bytesPerRow)
        }
    }

    private mutating func readRows(
        _ count: Int,
        into bytes: UnsafeMutableBufferPointer<UInt8>,
        bytesPerRow: Int
    ) throws(ImageCodingError) {
        precondition(count >= 0 && count <= info.height - rowsRead)
        guard count > 0 else { return }
        let rowBytes = info.width * PixelBuffer.bytesPerPixel
        precondition(bytesPerRow >= rowBytes && bytes.count >= (count - 1) * bytesPerRow + rowBytes)
        // Safe: the rows end within the buffer.
        _ = unsafe image_decoder_read_rows(handle, bytes.baseAddress, bytesPerRow, UInt32(count))
        if let error = unsafe ImageCodingError(handle, name: name, limits: limits) { throw error }
        rowsRead += count
    }
}
