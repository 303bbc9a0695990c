private import CImageCoding

/// An ICC colour profile.
package struct ColourProfile: Sendable, Hashable {
    package let bytes: [UInt8]
    /// What it calls itself, such as "Adobe RGB (1998)"; may be empty.
    package let description: String
    package let colourSpace: ColourSpace

    /// Of the pixels that a profile is for.
    package enum ColourSpace: Sendable, Hashable {
        case grey
        case rgb
        case cmyk
        case other
    }

    /// Fails with the reason where Little CMS does not accept the profile.
    init(_ bytes: [UInt8]) throws(ProfileError) {
        var profile = image_profile()
        let failure = unsafe image_profile_read(bytes, bytes.count, &profile)
        guard failure.status == .ok else { throw ProfileError(reason: failure.reasonText) }
        self.bytes = bytes
        self.description = unsafe withUnsafeBytes(of: profile.description) { text in
            unsafe String(decoding: text.prefix { $0 != 0 }.filter { $0 >= 0x20 && $0 < 0x7F }, as: UTF8.self)
        }
        self.colourSpace =
            switch profile.space {
            case .grey: .grey
            case .rgb: .rgb
            case .cmyk: .cmyk
            case .other: .other
            }
    }

    struct ProfileError: Error {
        let reason: String
    }
}
