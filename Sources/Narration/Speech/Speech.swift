/// What a voice made of an utterance: one channel of 16 bits.
package struct Speech: Sendable, Hashable {
    package let samplesPerSecond: Int
    package let samples: [Int16]

    package init(samplesPerSecond: Int, samples: [Int16]) {
        self.samplesPerSecond = samplesPerSecond
        self.samples = samples
    }

    /// Without the silence around it, so that it begins where it is heard.
    package func trimmed() -> Speech {
        guard let first = samples.firstIndex(where: Self.isHeard), let last = samples.lastIndex(where: Self.isHeard)
        else {
            return Speech(samplesPerSecond: samplesPerSecond, samples: [])
        }
        return Speech(samplesPerSecond: samplesPerSecond, samples: Array(samples[first...last]))
    }

    /// −48 dB below the most.
    private static func isHeard(_ sample: Int16) -> Bool { sample.magnitude > 128 }
}
