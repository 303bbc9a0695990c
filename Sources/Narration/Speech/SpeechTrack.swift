/// The sound of a whole text, and when each of its captions is spoken: one channel of 16 bits.
package struct SpeechTrack: Sendable {
    /// A caption, in samples of the track: it stays until the next one is spoken, for those who read slowly.
    package struct Cue: Sendable, Hashable {
        package let text: String
        package let start: Int
        package let end: Int
    }

    let samplesPerSecond: Int
    package private(set) var samples: [Int16]
    package private(set) var cues: [Cue] = []

    /// - Parameter spoken: the utterances with their sound, in their order.
    package init(_ spoken: [(utterance: Utterance, speech: Speech)], pace: Pace) {
        let rate = spoken.first?.speech.samplesPerSecond ?? 1
        func silence(_ milliseconds: Int) -> [Int16] { Array(repeating: 0, count: milliseconds * rate / 1000) }
        samplesPerSecond = rate
        samples = silence(pace.edge)
        var starts: [Int] = []
        let gain = Self.gain(spoken.lazy.map(\.speech))
        for (utterance, speech) in spoken {
            starts.append(samples.count)
            samples += speech.samples.map { Int16(clamping: Int((Double($0) * gain).rounded())) }
            samples += silence(pace.length(of: utterance.pause))
        }
        let ends = starts.dropFirst() + [samples.count]
        cues = zip(spoken, zip(starts, ends)).map { Cue(text: $0.utterance.text, start: $1.0, end: $1.1) }
    }

    /// To a loudness of −20 dB below the most (root mean square of what is spoken), no sample nearer to the most than 1 dB.
    private static func gain(_ speeches: some Sequence<Speech>) -> Double {
        var (sum, count, peak) = (0.0, 0, 1.0)
        for speech in speeches {
            for sample in speech.samples {
                sum += Double(sample) * Double(sample)
                peak = max(peak, abs(Double(sample)))
            }
            count += speech.samples.count
        }
        guard sum > 0 else { return 1 }
        return min(3277 / (sum / Double(count)).squareRoot(), 29_204 / peak)
    }

    package var seconds: Double { Double(samples.count) / Double(samplesPerSecond) }

    /// Of a place in the track, rounded.
    func milliseconds(at sample: Int) -> Int { (sample * 1000 + samplesPerSecond / 2) / samplesPerSecond }
}
