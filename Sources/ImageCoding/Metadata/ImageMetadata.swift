/// What a picture's file says about the picture, besides its pixels.
package struct ImageMetadata: Sendable, Hashable {
    /// EXIF's Orientation, by which the rows that ``ImageDecoder`` gives are already turned: 1 (stored upright) to 8.
    package var orientation = 1
    /// Where it was taken.
    package var place: GeographicPlace?
    /// When it was taken (EXIF's DateTimeOriginal).
    package var captured: CaptureTime?
    /// The XMP packet in UTF-8.
    package var xmp: [UInt8]?
    /// What of the XMP packet did not fit into one JPEG segment: a second packet, for the same picture.
    package var extendedXMP: [UInt8]?
    /// The colour profile, from which the rows are already converted to sRGB unless a finding says otherwise.
    package var profile: ColourProfile?
    /// What was not understood and left aside, and the picture is read without.
    package var findings: [ImageFinding] = []
}

/// A place on the earth (WGS 84).
package struct GeographicPlace: Sendable, Hashable {
    /// In degrees, positive to the north: -90 to 90.
    package let latitude: Double
    /// In degrees, positive to the east: -180 to 180.
    package let longitude: Double
}

/// Something in a file that does no harm, but that its owner may want to know.
package enum ImageFinding: Sendable, Hashable, CustomStringConvertible {
    case profileIgnored(reason: String)
    case exifIgnored(reason: String)
    case placeIgnored(reason: String)
    case xmpIgnored(reason: String)

    /// One line: what, and what follows.
    package var description: String {
        switch self {
        case .profileIgnored(let reason): "colour profile ignored (\(reason)); colours are taken as sRGB"
        case .exifIgnored(let reason):
            "EXIF ignored (\(reason)); the picture is taken as upright, without place and date"
        case .placeIgnored(let reason): "GPS position ignored (\(reason))"
        case .xmpIgnored(let reason): "XMP ignored (\(reason))"
        }
    }
}
