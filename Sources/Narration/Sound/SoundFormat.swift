/// How a narration is stored, by the ending of its file's name.
enum SoundFormat: String, Sendable, CaseIterable {
    /// Played everywhere, and at constant rate found again to the frame.
    case mp3
    case opus
    case ogg
    case wav

    init?(path: String) {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        self.init(rawValue: path[path.index(after: dot)...].lowercased())
    }

    /// The program that makes it, where one is needed.
    var encoder: Tool? {
        switch self {
        case .mp3: .lame
        case .opus, .ogg: .opusenc
        case .wav: nil
        }
    }

    /// The file's bytes, with a comment in ASCII; the same for the same track.
    func encode(_ track: SpeechTrack, comment: String) async throws -> [UInt8] {
        let rate = track.samplesPerSecond
        switch self {
        case .wav:
            return WAVFile.bytes(track.samples, samplesPerSecond: rate, comment: comment)
        case .mp3:
            // Frames of such a rate are too short for the tag that tells players of the coder's delay, so the delay is taken from
            // the silence before the first word.
            let sound = WAVFile.bytes(track.samples.dropFirst(Self.delayOfMP3), samplesPerSecond: rate)
            let arguments = ["--silent", "-t", "--noreplaygain", "-m", "m", "--cbr", "-b", "32", "-", "-"]
            return ID3Tag.bytes(comment: comment) + (try await Tool.lame.run(arguments, input: sound))
        case .opus, .ogg:
            let sound = WAVFile.bytes(track.samples, samplesPerSecond: rate)
            // By itself it draws a serial number at random.
            let arguments = [
                "--quiet", "--speech", "--bitrate", "24", "--serial", "1", "--padding", "0", "--comment",
                "DESCRIPTION=\(comment)",
                "-", "-",
            ]
            return try await Tool.opusenc.run(arguments, input: sound)
        }
    }

    /// Samples: of LAME's coder 576, of every decoder's filter bank 529.
    private static let delayOfMP3 = 576 + 529
}
