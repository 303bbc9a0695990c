internal import Foundation

/// What an epoch wishes for in one language: the files that its text is to be spoken into.
struct NarrationClaim {
    /// `FILE:LINE`, for messages.
    let mention: String
    let language: String
    let script: String
    let sound: String
    let captions: String?
    /// Whether it is to be spoken now.
    let isWanted: Bool

    /// Paths are taken as seen from the working folder; however they are written, a file is one file.
    init(mention: String, language: String, script: String, sound: String, captions: String?, isWanted: Bool) {
        func file(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
        self.mention = mention
        self.language = language
        self.script = file(script)
        self.sound = file(sound)
        self.captions = captions.map(file)
        self.isWanted = isWanted
    }

    /// Whether both name the same work, as where a place's epochs share one story.
    private func agrees(with other: Self) -> Bool {
        (language, script, sound, captions) == (other.language, other.script, other.sound, other.captions)
    }

    /// A line for each file that two texts would be written into, of which one at least is wanted now.
    static func clashes(_ claims: [Self]) -> [String] {
        var owners: [String: Self] = [:]
        return claims.flatMap { claim in
            [claim.sound, claim.captions].compactMap(\.self).compactMap { file -> String? in
                guard let owner = owners[file] else {
                    owners[file] = claim
                    return nil
                }
                guard !claim.agrees(with: owner), claim.isWanted || owner.isWanted else { return nil }
                return
                    "\(claim.mention): '\(file)' is also what \(owner.mention) names, with another text, sound or captions; "
                    + "name files of its own for each text"
            }
        }
    }
}
