/// What WebVTT captions say, as running text: without times, voices, styles and notes.
func transcript(ofWebVTT captions: String) -> String {
    cueTexts(ofWebVTT: captions).map(said).filter { !$0.isEmpty }.joined(separator: " ")
}

/// As they stand in the file, without tags.
func cueTexts(ofWebVTT captions: String) -> [String] {
    let lines = captions.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.split(whereSeparator: \.isEmpty).compactMap { block in
        // Nothing but a cue has a line of times.
        guard let times = block.firstIndex(where: { $0.contains("-->") }) else { return nil }
        return withoutTags(block[(times + 1)...].joined(separator: " "))
    }
}

private func said(_ text: String) -> String {
    withoutCharacterReferences(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
}

private func withoutTags(_ text: String) -> String {
    var (kept, isTag) = ("", false)
    for character in text {
        switch character {
        case "<": isTag = true
        case ">" where isTag: isTag = false
        case _ where isTag: break
        default: kept.append(character)
        }
    }
    return kept
}
