import Testing

import Narration

struct TrackTests {
    private let pace = Pace(Language(tag: "de"), wordsPerMinute: nil)

    /// A tone of a level, with silence around it, at 1000 samples a second: a sample is a millisecond.
    private func tone(_ count: Int, level: Int16) -> Speech {
        let silence = [Int16](repeating: 3, count: 70)
        let tone = (0..<count).map { $0.isMultiple(of: 2) ? level : -level }
        return Speech(samplesPerSecond: 1000, samples: silence + tone + silence).trimmed()
    }

    private func track() -> SpeechTrack {
        SpeechTrack(
            [
                (Utterance(text: "Eins & zwei,", pause: .breath), tone(1000, level: 8000)),
                (Utterance(text: "drei.", pause: .sentence), tone(500, level: 4000)),
                (Utterance(text: "Vier.", pause: .paragraph), tone(700, level: 8000)),
                (Utterance(text: "Fünf.", pause: .end), tone(300, level: 8000)),
            ],
            pace: pace
        )
    }

    @Test func `each caption begins with its sound, and stays until the next`() {
        // 250 before it; pauses of 150, 450, 900 and 250.
        let track = track()
        #expect(track.cues.map(\.start) == [250, 1400, 2350, 3950])
        #expect(track.cues.map(\.end) == [1400, 2350, 3950, 4500])
        #expect(track.samples.count == 4500 && track.seconds == 4.5)
        for cue in track.cues {
            #expect(track.samples[cue.start] != 0 && track.samples[cue.start - 1] == 0)
        }
    }

    @Test func `easy language has longer pauses and is slower`() {
        let easy = Pace(Language(tag: "de-x-leicht"), wordsPerMinute: 150)
        #expect(easy.wordsPerMinute == 120 && Pace(Language(tag: "de"), wordsPerMinute: 150).wordsPerMinute == 150)
        #expect(easy.sentence == 2 * pace.sentence && easy.paragraph == 2 * pace.paragraph)
        #expect(Pace(Language(tag: "de-x-leicht"), wordsPerMinute: 80).wordsPerMinute == 80)
    }

    @Test func `loudness is that of speech without its pauses`() {
        let samples = track().samples.filter { $0 != 0 }.map(Double.init)
        let mean = (samples.reduce(0) { $0 + $1 * $1 } / Double(samples.count)).squareRoot()
        // A tenth of the most.
        #expect(abs(mean / 32_768 - 0.1) < 0.0001)
        // What is quiet is not brought beyond the most for a single loud sample.
        let clicks = Speech(samplesPerSecond: 1000, samples: [20_000] + [Int16](repeating: 200, count: 10_000))
        let track = SpeechTrack([(Utterance(text: "a", pause: .end), clicks)], pace: pace)
        #expect(track.samples.map(\.magnitude).max().map { (29_200...29_208).contains($0) } == true)
    }

    @Test func `captions are WebVTT with the note before them`() {
        #expect(
            track().captions(note: "A draft.") == """
                WEBVTT

                NOTE
                A draft.

                00:00:00.250 --> 00:00:01.400
                Eins &amp; zwei,

                00:00:01.400 --> 00:00:02.350
                drei.

                00:00:02.350 --> 00:00:03.950
                Vier.

                00:00:03.950 --> 00:00:04.500
                Fünf.

                """
        )
    }

    @Test func `what the voice writes to a pipe is read to its end`() {
        var file = WAVFile.bytes([1, -2, 300], samplesPerSecond: 22_050)
        #expect(file.count == 50)
        #expect(WAVFile.speech(file) == Speech(samplesPerSecond: 22_050, samples: [1, -2, 300]))
        file.replaceSubrange(40..<44, with: [0, 0xF0, 0xFF, 0x7F])
        #expect(WAVFile.speech(file)?.samples == [1, -2, 300])
        for length in 0..<44 { #expect(WAVFile.speech(Array(file.prefix(length))) == nil) }
    }
}
