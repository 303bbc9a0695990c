/// A sentence in pieces, each of which is a caption; joined by spaces they are the sentence again.
///
/// Of all ways to part it this is the one with the least cost: few pieces, parted where one pauses or breathes, none of them
/// short.
package func captionPieces(of sentence: String) -> [String] {
    let words = sentence.split(separator: " ")
    /// For each place between words the least cost of all before it, and where the last piece before it begins.
    var ways: [(cost: Int, start: Int)] = [(0, 0)]
    for end in 1...max(1, words.count) {
        var best = (cost: Int.max, start: end - 1)
        for start in stride(from: end - 1, through: 0, by: -1) {
            let piece = words[min(start, words.count)..<min(end, words.count)]
            guard CaptionLines.lines(of: piece) != nil else { break }
            let cost = ways[start].cost + pieceCost(piece, isLast: end == words.count)
            if cost < best.cost { best = (cost, start) }
        }
        ways.append(best)
    }
    var pieces: [String] = []
    var end = words.count
    while end > 0 {
        pieces.append(words[ways[end].start..<end].joined(separator: " "))
        end = ways[end].start
    }
    return pieces.reversed()
}

private func pieceCost(_ words: ArraySlice<Substring>, isLast: Bool) -> Int {
    let length = words.reduce(words.count - 1) { $0 + $1.count }
    // A glance at a caption costs as much as the words that it lacks.
    let shortness = max(0, 24 - length) * 4
    guard !isLast, let word = words.last else { return 100 + shortness }
    if word.last?.isPause == true { return 100 + shortness }
    // A short word belongs to the next one: an article, a preposition.
    return 160 + shortness + (word.count <= 3 ? 40 : 0)
}
