/// What a voice made of an utterance: one channel of 16 bits.
struct Speech: Sendable, Hashable {
    let samplesPerSecond: Int
    private(set) var samples: [Int16]

    /// Without the silence around it, so that it begins where it is heard.
    func trimmed() -> Speech {
        guard let first = samples.firstIndex(where: Self.isHeard), let last = samples.lastIndex(where: Self.isHeard)
        else {
            return Speech(samplesPerSecond: samplesPerSecond, samples: [])
        }
        return Speech(samplesPerSecond: samplesPerSecond, samples: Array(samples[first...last]))
    }

    /// −48 dB below the most.
    private static func isHeard(_ sample: Int16) -> Bool { sample.magnitude > 128 }
}
