internal import Foundation

extension SoundDuration {
    /// Counts the frames, so that a changing bit rate makes no difference.
    static func mp3(_ bytes: Data) throws(Fault) -> SoundDuration {
        var place = afterTags(bytes)
        let furthestStart = place + mostNoise
        var seconds = 0.0
        var isInStep = false
        while place < bytes.count {
            if let frame = MP3Frame(bytes, at: place), isInStep || MP3Frame(bytes, at: place + frame.length) != nil {
                seconds += frame.seconds
                place += frame.length
                isInStep = true
            } else {
                isInStep = false
                guard seconds > 0 || place < furthestStart, let next = nextMark(bytes, after: place) else { break }
                place = next
            }
        }
        guard seconds > 0 else {
            throw Fault(reason: "there is no sound in it that is known: MP3, Ogg, Opus, M4A or WAV")
        }
        return .seconds(seconds)
    }

    /// Bytes between the tags and the first frame.
    private static let mostNoise = 1 << 20

    /// The place of the next byte of ones: with that a frame begins.
    private static func nextMark(_ bytes: Data, after place: Int) -> Int? {
        bytes[(bytes.startIndex + place + 1)...].firstIndex(of: 0xFF).map { $0 - bytes.startIndex }
    }

    /// ID3v2: ten bytes, of which the last four have seven bits each of the rest's length.
    private static func afterTags(_ bytes: Data) -> Int {
        var place = 0
        while bytes.has("ID3", at: place), let flags = bytes.bigEndian(at: place + 5, count: 1),
            let size = bytes.bigEndian(at: place + 6, count: 4)
        {
            let length = [0, 8, 16, 24].reduce(0) { $0 | (size >> $1 & 0x7F) << ($1 / 8 * 7) }
            place += 10 + length + (flags & 0x10 == 0 ? 0 : 10)
        }
        return place
    }
}

/// The header of a frame of MPEG 1, 2 or 2.5, layer III.
private struct MP3Frame {
    /// Bytes.
    let length: Int
    let seconds: Double

    /// Kilobits a second, by the index in the header: of MPEG 1, and of the others.
    private static let rates = [
        [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ]

    init?(_ bytes: Data, at place: Int) {
        guard let header = bytes.bigEndian(at: place, count: 4), header >> 21 == 0x7FF, header >> 17 & 3 == 1 else {
            return nil
        }
        let (version, rate, sampling) = (header >> 19 & 3, header >> 12 & 15, header >> 10 & 3)
        guard version != 1, (1...14).contains(rate), sampling != 3 else { return nil }
        let isFirst = version == 3
        let bits = Self.rates[isFirst ? 0 : 1][rate - 1] * 1000
        let hertz = [44_100, 48_000, 32_000][sampling] / (isFirst ? 1 : version == 2 ? 2 : 4)
        let samples = isFirst ? 1152 : 576
        length = samples / 8 * bits / hertz + (header >> 9 & 1)
        seconds = Double(samples) / Double(hertz)
    }
}
