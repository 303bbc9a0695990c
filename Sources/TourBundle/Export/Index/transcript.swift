/// What WebVTT captions say, as running text: without times, voices, styles and notes.
func transcript(ofWebVTT captions: String) -> String {
    let lines = captions.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.split(whereSeparator: \.isEmpty).map(said).filter { !$0.isEmpty }.joined(separator: " ")
}

/// Of a block: nothing but a cue has a line of times.
private func said(in block: ArraySlice<Substring>) -> String {
    guard let times = block.firstIndex(where: { $0.contains("-->") }) else { return "" }
    let text = unescaped(withoutTags(block[(times + 1)...].joined(separator: " ")))
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
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

private func unescaped(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&")]
        .reduce(text) { $0.replacing($1.0, with: $1.1) }
}
