package import ImageCoding
internal import Resampling

/// Pictures of more pixels are not decoded for a check alone.
let mostPixelsReadThrough = 40_000_000

/// Decodes a picture of moderate size to its end, so that damage inside is found.
///
/// - Throws: `ImageCodingError` where it is damaged; that there is no room to decode it says nothing of it.
package func readThrough(_ path: String, limits: ImageLimits) throws(ImageCodingError) {
    do throws(ImageCodingError) {
        var decoder = try ImageDecoder(path: path, limits: limits)
        let (width, height) = (decoder.info.width, decoder.info.height)
        guard width * height <= mostPixelsReadThrough else { return }
        var rows = PixelBuffer(width: width, height: min(32, height))
        while decoder.rowsRead < height {
            try decoder.readRows(min(rows.height, height - decoder.rowsRead), into: &rows, at: 0)
        }
    } catch {
        guard error.isDamage else { return }
        throw error
    }
}
