/// The voices that `espeak-ng` has.
package struct Voices: Sendable {
    private struct Voice {
        let language: String
        let file: String
        /// Languages that it speaks, too, with a number that is lower the better it does.
        let others: [String: Int]
    }

    private let voices: [Voice]

    static func installed() async throws -> Voices {
        Voices(table: String(decoding: try await Tool.espeak.run(["--voices"]), as: UTF8.self))
    }

    /// - Parameter table: what `espeak-ng --voices` prints: priority, language, age and gender, name, file, and in brackets other
    ///   languages with their priorities.
    package init(table: String) {
        voices = table.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count >= 5 else { return nil }
            let others = line.matches(of: /\(([^ ()]+) (\d+)\)/).map { (String($0.1), Int($0.2) ?? .max) }
            return Voice(
                language: words[1].lowercased(),
                file: words[4],
                others: Dictionary(others) { min($0, $1) }
            )
        }
        // Sounds of another project, that are seldom installed though they are listed.
        .filter { !$0.file.hasPrefix("mb/") }
    }

    /// The name by which `espeak-ng` knows the voice nearest to a language; nil where there is none.
    package func name(for language: Language) -> String? {
        for candidate in language.candidates {
            if let voice = voices.first(where: { $0.language == candidate }) { return voice.language }
            let near = voices.compactMap { voice in voice.others[candidate].map { ($0, voice.language) } }
            if let nearest = near.min(by: { $0.0 < $1.0 }) { return nearest.1 }
        }
        return nil
    }
}
