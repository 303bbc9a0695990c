/// How a caption's words are laid into lines, as subtitles usually are.
package enum CaptionLines {
    static let mostLines = 2
    /// Characters of a line.
    static let longestLine = 42

    /// One line, or two of about the same length; nil where the words need more. A word that is too long for any line has one to
    /// itself.
    package static func lines(of words: ArraySlice<Substring>) -> [String]? {
        let whole = words.joined(separator: " ")
        if whole.count <= longestLine || words.count == 1 { return [whole] }
        var best: (cost: Int, lines: [String])?
        for place in words.indices.dropFirst() {
            let (upper, lower) = (words[..<place].joined(separator: " "), words[place...].joined(separator: " "))
            guard upper.count <= longestLine, lower.count <= longestLine else { continue }
            // Rather after a comma than just in the middle.
            let cost = abs(upper.count - lower.count) + (words[place - 1].last?.isPause == true ? 0 : 12)
            if cost < best?.cost ?? .max { best = (cost, [upper, lower]) }
        }
        return best?.lines
    }
}

extension Character {
    /// Whether one pauses after it within a sentence.
    var isPause: Bool { ",;:–—".contains(self) }
}
