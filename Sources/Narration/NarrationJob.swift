internal import Foundation
internal import Tour
internal import TourBundle

/// One text to speak: an epoch in one language.
struct NarrationJob: Sendable {
    let place: String
    let epoch: String
    let language: Language
    /// `FILE:LINE`, for messages.
    let mention: String
    let script: NarrationScript
    /// Paths, as seen from where the document's own counts.
    let scriptPath: String
    let soundPath: String
    let captionsPath: String?
    /// Nil where the sound is there and of a kind that is not made here: a recording.
    let format: SoundFormat?
    let pace: Pace

    /// What was done before, as the files tell.
    enum State {
        case unspoken
        /// The files are what would be made again.
        case unchanged
        /// This file is not ours.
        case foreign(String)
    }

    /// Another number where the same text gets other sound or captions.
    private static let version = 1

    /// Of all that makes the files what they are, apart from the version of `espeak-ng`: a new one need not speak all again.
    var mark: DraftMark {
        let parts = [
            "\(Self.version)", language.tag, format?.rawValue ?? "",
            "\(pace.wordsPerMinute) \(pace.breath) \(pace.sentence) \(pace.paragraph) \(pace.edge)",
        ]
        return DraftMark(recipe: Digest(of: Array((parts + script.paragraphs).joined(separator: "\n").utf8)))
    }

    func state() -> State {
        if format == nil { return .foreign(soundPath) }
        let mark = mark
        var isUnchanged = true
        for path in [soundPath, captionsPath].compactMap(\.self) {
            guard let content = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
                // Renaming over a file takes no right to read it: what cannot be read may be somebody's recording.
                if Self.isFile(path) { return .foreign(path) }
                isUnchanged = false
                continue
            }
            guard !content.isEmpty else {
                isUnchanged = false
                continue
            }
            guard let found = DraftMark(of: [UInt8](content)) else { return .foreign(path) }
            isUnchanged = isUnchanged && found == mark
        }
        return isUnchanged ? .unchanged : .unspoken
    }

    /// Whether there is something other than a folder, of which writing will tell.
    private static func isFile(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// Speaks the text and writes both files.
    ///
    /// - Returns: seconds.
    func write(voice: String) async throws -> Double {
        guard let format else { throw NarrationError.notWritable(path: soundPath, reason: "no such sound can be made") }
        let utterances = script.utterances(language)
        let track = try await speak(utterances, language: language, voice: voice, pace: pace, file: scriptPath)
        let mark = mark
        var sound = try await format.encode(track, comment: mark.text)
        DraftMark.seal(&sound)
        var captions = Array(track.captions(note: mark.text).utf8)
        DraftMark.seal(&captions)
        try Task.checkCancellation()
        // Both or neither: captions that are not of the sound are worse than old ones.
        try replaceFiles([(soundPath, sound)] + (captionsPath.map { [($0, captions)] } ?? []))
        return track.seconds
    }
}
