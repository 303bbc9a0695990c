internal import Foundation

extension SoundDuration {
    /// Pages (RFC 3533): the first names the codec, the last counts the samples.
    static func ogg(_ bytes: Data) throws(Fault) -> SoundDuration {
        guard let segments = bytes.littleEndian(at: 26, count: 1), let serial = bytes.littleEndian(at: 14, count: 4)
        else { throw Fault(reason: "it is cut off") }
        let packet = 27 + segments
        let codec: (rate: Int?, skipped: Int?)
        if bytes.has("OpusHead", at: packet) {
            // RFC 7845, 4 and 5.1: always counted in 48 kHz, some of them not played.
            codec = (48_000, bytes.littleEndian(at: packet + 10, count: 2))
        } else if bytes.has("\u{1}vorbis", at: packet) {
            codec = (bytes.littleEndian(at: packet + 12, count: 4), 0)
        } else {
            return .unknown("its codec is neither Opus nor Vorbis")
        }
        guard let rate = codec.rate, rate > 0, let skipped = codec.skipped else { throw Fault(reason: "it is cut off") }
        guard let samples = lastSample(bytes, serial), samples >= skipped else {
            throw Fault(reason: "it has no sound, or is cut off")
        }
        return .seconds(Double(samples - skipped) / Double(rate))
    }

    /// The count on the last page of a stream on which a packet ends.
    private static func lastSample(_ bytes: Data, _ serial: Int) -> Int? {
        // A page has 65,307 bytes at most; packets longer than that are no sound.
        var rest = bytes.suffix(4 * 65_307)
        while let range = rest.lastRange(of: Data("OggS".utf8)) {
            let page = range.lowerBound - bytes.startIndex
            if bytes.littleEndian(at: page + 14, count: 4) == serial,
                let count = bytes.littleEndian(at: page + 6, count: 8), count > 0
            {
                return count
            }
            rest = rest[..<range.lowerBound]
        }
        return nil
    }
}
