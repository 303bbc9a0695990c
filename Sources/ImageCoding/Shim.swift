internal import CImageCoding

extension ImageLimits {
    var shim: image_limits { image_limits(pixels: UInt64(pixels), memory: UInt64(memory)) }
}

extension ImageInfo {
    init(_ info: image_info) {
        self.init(
            format: ImageFormat(info.format),
            width: Int(info.width),
            height: Int(info.height),
            bitsPerSample: Int(info.bits_per_sample),
            colourModel: ColourModel(info.colour),
            hasAlpha: info.has_alpha,
            isInterlaced: info.is_interlaced
        )
    }
}

extension ImageFormat {
    init(_ format: image_format) {
        switch format {
        case .jpeg: self = .jpeg
        case .png: self = .png
        case .tiff: self = .tiff
        }
    }
}

extension ColourModel {
    init(_ colour: image_colour) {
        switch colour {
        case .grey: self = .grey
        case .rgb: self = .rgb
        case .palette: self = .palette
        case .ycbcr: self = .ycbcr
        case .cmyk: self = .cmyk
        case .ycck: self = .ycck
        }
    }
}

extension image_failure {
    var reasonText: String {
        unsafe withUnsafeBytes(of: reason) { bytes in unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

extension ImageCodingError {
    /// The failure of a decoder, or nil where it has none.
    init?(_ decoder: OpaquePointer, name: String, limits: ImageLimits) {
        let failure = unsafe image_decoder_failure(decoder)
        let info = unsafe image_decoder_info(decoder)
        let place = DecodingPlace(pass: Int(failure.pass), row: Int(failure.row), height: Int(info.height))
        switch failure.status {
        case .ok: return nil
        case .unreadable: self = .unreadable(file: name, reason: failure.reasonText)
        case .unknown_format: self = .unknownFormat(file: name)
        case .unsupported: self = .unsupported(file: name, feature: failure.reasonText)
        case .too_many_pixels:
            self = .tooManyPixels(
                file: name,
                width: Int(info.width),
                height: Int(info.height),
                limit: limits.pixels
            )
        case .too_much_memory: self = .tooMuchMemory(file: name, limit: limits.memory)
        case .truncated: self = .truncated(file: name, place: place)
        case .damaged: self = .damaged(file: name, place: place, reason: failure.reasonText)
        case .no_scratch: self = .noScratch(file: name, reason: failure.reasonText)
        case .out_of_memory: self = .outOfMemory(file: name)
        case .not_encoded: self = .notEncoded(reason: failure.reasonText)
        }
    }
}

extension FileBytes {
    /// The bytes of the file that `decoder` reads; not to be used after it is closed.
    init(_ decoder: OpaquePointer) {
        self.init(count: Int(unsafe image_decoder_byte_count(decoder))) { place, count in
            unsafe [UInt8](unsafeUninitializedCapacity: count) { bytes, initialized in
                // Safe: no more than `count` bytes are written.
                initialized = unsafe image_decoder_read_at(decoder, UInt64(place), bytes.baseAddress, count)
            }
        }
    }
}
