internal import Foundation

extension SoundDuration {
    /// Boxes (ISO/IEC 14496-12): `mvhd` in `moov` has the duration.
    static func m4a(_ bytes: Data) throws(Fault) -> SoundDuration {
        guard let movie = box("moov", in: 0..<bytes.count, of: bytes),
            let header = box("mvhd", in: movie, of: bytes)?.lowerBound,
            let version = bytes.bigEndian(at: header, count: 1)
        else { throw Fault(reason: "it has no header (`moov`), or is cut off") }
        let (scalePlace, width) = version == 1 ? (header + 20, 8) : (header + 12, 4)
        guard let scale = bytes.bigEndian(at: scalePlace, count: 4), scale > 0,
            let duration = bytes.bigEndian(at: scalePlace + 4, count: width)
        else { throw Fault(reason: "its header is cut off") }
        // All ones stand for unknown, which as eight bytes is -1 here.
        guard duration > 0, width == 8 || duration < 0xFFFF_FFFF else {
            return .unknown("it comes in fragments, and its header does not say")
        }
        return .seconds(Double(duration) / Double(scale))
    }

    /// The content of the first box of a type.
    private static func box(_ type: String, in range: Range<Int>, of bytes: Data) -> Range<Int>? {
        var place = range.lowerBound
        while let size = bytes.bigEndian(at: place, count: 4), place < range.upperBound {
            let isLong = size == 1
            let length = isLong ? bytes.bigEndian(at: place + 8, count: 8) ?? 0 : size
            // A size of 0 reaches to the end.
            let end = length == 0 ? range.upperBound : place.addingReportingOverflow(length).partialValue
            let start = place + (isLong ? 16 : 8)
            guard start <= end, end <= range.upperBound else { return nil }
            if bytes.has(type, at: place + 4) { return start..<end }
            place = end
        }
        return nil
    }
}
