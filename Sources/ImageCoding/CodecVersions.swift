private import CImageCoding

/// The libraries on which decoded pixels and encoded JPEGs depend.
package enum CodecVersions {
    /// Names and versions on one line.
    package static let line: String = {
        var text = [CChar](repeating: 0, count: 200)
        unsafe image_versions(&text, text.count)
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()
}
