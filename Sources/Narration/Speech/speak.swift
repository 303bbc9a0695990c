internal import Tour

/// Lets a voice speak a text: each utterance by itself, so that its place in the sound is known to the sample.
///
/// - Throws: `NarrationError`, or `CancellationError`.
func speak(
    _ utterances: [Utterance],
    language: Language,
    voice: String,
    pace: Pace,
    file: String
) async throws -> SpeechTrack {
    var spoken: [(utterance: Utterance, speech: Speech)] = []
    for utterance in utterances {
        let arguments = ["-v", voice, "-s", String(pace.wordsPerMinute), "-b", "1", "-z", "--stdin", "--stdout"]
        let said = language.sayingYears(in: utterance.spoken)
        let output = try await Tool.espeak.run(arguments, input: Array(said.utf8))
        guard let speech = WAVFile.speech(output)?.trimmed(), !speech.samples.isEmpty else {
            throw NarrationError.unspoken(file: file, text: utterance.text)
        }
        spoken.append((utterance, speech))
    }
    return SpeechTrack(spoken, pace: pace)
}
