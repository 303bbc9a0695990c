private import CImageCoding
package import Resampling

/// Reads a JPEG, PNG or TIFF file row by row into pixels of four channels: red, green, blue, the most.
///
/// The first bytes decide the format, never the name. Rows come upright (EXIF orientation) and in sRGB: colours are
/// converted from an embedded profile, by relative colorimetry with black point compensation, and without one they are
/// taken as sRGB; CMYK without one becomes the product of ink and black. Transparent pixels are laid over black. PNG's
/// gamma is not applied.
///
/// In a file of several passes (``ImageInfo/isInterlaced``), or one that must be turned by other than a reflection of
/// its rows, the first row costs the time and memory of all; memory beyond ``ImageLimits/memory`` is a file's
/// (``usesScratch``).
@safe package struct ImageDecoder: ~Copyable {
    /// The size is that of the upright picture.
    package let info: ImageInfo
    package let metadata: ImageMetadata
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
        let stored = unsafe ImageInfo(image_decoder_info(handle))
        var metadata = unsafe ImageMetadata(MetadataBlocks(stored.format, FileBytes(handle)))
        unsafe image_decoder_set_orientation(handle, Int32(metadata.orientation))
        if let profile = metadata.profile {
            let failure = unsafe image_decoder_set_profile(handle, profile.bytes, profile.bytes.count)
            if failure.status != .ok { metadata.findings.append(.profileIgnored(reason: failure.reasonText)) }
        }
        self.metadata = metadata
        self.info = unsafe ImageInfo(image_decoder_info(handle))
    }

    deinit { unsafe image_decoder_close(handle) }

    /// Whether the picture is kept in a file without a name while it is read, because more of it is needed at once than
    /// the limit of memory allows. It lies in the folder of the environment variable TMPDIR, or in /var/tmp.
    package var usesScratch: Bool { unsafe image_decoder_uses_scratch(handle) }
}

// MARK: - Metadata

extension ImageDecoder {
    /// What the picture's XMP says of its place on the sphere; nil where it says nothing.
    /// - Throws: ``ImageCodingError/contradictoryMetadata(file:field:reason:)``.
    package func panoramaMetadata() throws(ImageCodingError) -> GPanoMetadata? {
        do {
            return try GPanoMetadata([metadata.xmp, metadata.extendedXMP].compactMap { $0 })
        } catch {
            throw .contradictoryMetadata(file: name, field: "XMP GPano \(error.property)", reason: error.reason)
        }
    }
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

    /// As ``readRows(_:into:bytesPerRow:)`` in 16 bits a channel, whatever is stored: 0 to 65535, four values a pixel, a
    /// row every `samplesPerRow` values. Eight bits are scaled by 257.
    package mutating func readDeepRows(
        _ count: Int,
        into samples: inout MutableSpan<UInt16>,
        samplesPerRow: Int
    ) throws(ImageCodingError) {
        guard hasRows(count, stride: samplesPerRow, in: samples.count) else { return }
        unsafe samples.withUnsafeMutableBufferPointer { samples in
            let bytesPerRow = samplesPerRow * MemoryLayout<UInt16>.stride
            // Safe: the rows end within the buffer.
            _ = unsafe image_decoder_read_deep_rows(handle, samples.baseAddress, bytesPerRow, UInt32(count))
        }
        try finishReading(count)
    }

    /// Whether rows can be read as the file keeps them: a JPEG of luma and halved colour differences (4:2:0), upright and in sRGB,
    /// whose width is a multiple of 16.
    package var hasPlanes: Bool { unsafe image_decoder_has_planes(handle) }

    /// Reads the next rows, as many as `planes` has: a multiple of 16, or all that are left. Then no others may be read in
    /// another way.
    package mutating func readPlanes(into planes: inout YCbCrRows) throws(ImageCodingError) {
        let count = planes.rows.count
        precondition(hasPlanes && planes.width == info.width && count <= info.height - rowsRead)
        precondition(count % 16 == 0 || count == info.height - rowsRead)
        unsafe planes.luma.withUnsafeMutableBufferPointer { luma in
            unsafe planes.blue.withUnsafeMutableBufferPointer { blue in
                unsafe planes.red.withUnsafeMutableBufferPointer { red in
                    let rows = unsafe image_planes(
                        luma: luma.baseAddress,
                        blue: blue.baseAddress,
                        red: red.baseAddress
                    )
                    // Safe: the planes have `count` rows.
                    _ = unsafe image_decoder_read_planes(handle, rows, UInt32(count))
                }
            }
        }
        try finishReading(count)
    }

    private mutating func readRows(
        _ count: Int,
        into bytes: UnsafeMutableBufferPointer<UInt8>,
        bytesPerRow: Int
    ) throws(ImageCodingError) {
        guard hasRows(count, stride: bytesPerRow, in: bytes.count) else { return }
        // Safe: the rows end within the buffer.
        _ = unsafe image_decoder_read_rows(handle, bytes.baseAddress, bytesPerRow, UInt32(count))
        try finishReading(count)
    }

    /// Whether there is anything to read into `capacity` values, of which a row begins every `stride`.
    private func hasRows(_ count: Int, stride: Int, in capacity: Int) -> Bool {
        precondition(count >= 0 && count <= info.height - rowsRead)
        guard count > 0 else { return false }
        let rowSamples = info.width * PixelBuffer.bytesPerPixel
        precondition(stride >= rowSamples && capacity >= (count - 1) * stride + rowSamples)
        return true
    }

    private mutating func finishReading(_ count: Int) throws(ImageCodingError) {
        if let error = unsafe ImageCodingError(handle, name: name, limits: limits) { throw error }
        rowsRead += count
    }
}
