/// Advice on a word that is not known: the nearest one that is, or all of them.
func suggestion(for word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { "did you mean `\($0)`?" } ?? "use one of \(quoted(known))"
}

/// The known word that a misspelt one most likely means; `nil` where none is near.
///
/// A word that is begun well (`heading` for `heading_deg`, `pano` for `panorama`) counts as one error.
func nearest(to word: String, among known: [String]) -> String? {
    let word = word.lowercased()
    // No key is half as long; the effort grows with the length.
    guard word.count <= 64 else { return nil }
    let candidates = known.map { candidate in
        (candidate, errors: isBeginning(word, of: candidate) ? 1 : editDistance(Array(word), Array(candidate)))
    }
    guard let best = candidates.min(by: { $0.errors < $1.errors }) else { return nil }
    return best.errors <= max(1, word.count / 3) ? best.0 : nil
}

private func isBeginning(_ word: String, of candidate: String) -> Bool {
    word.count >= 3 && candidate.hasPrefix(word)
}

/// Characters to insert, remove, replace or swap with their neighbour (optimal string alignment).
func editDistance(_ one: [Character], _ other: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...other.count)
    for i in one.indices {
        var row = [i + 1]
        for j in other.indices {
            let replaced = last[j] + (one[i] == other[j] ? 0 : 1)
            var best = min(last[j + 1] + 1, row[j] + 1, replaced)
            if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
                best = min(best, beforeLast[j - 1] + 1)
            }
            row.append(best)
        }
        (beforeLast, last) = (last, row)
    }
    return last[other.count]
}

/// "`a`, `b`, `c`".
func quoted(_ words: [String], _ separator: String = ", ") -> String {
    words.map { "`\($0)`" }.joined(separator: separator)
}
