/// A straight bright line through a strip of a picture.
struct ScratchPiece: Sendable, Equatable {
    let strip: Int
    /// Across the strip at its middle.
    let place: Int
    /// Pixels across from the strip's beginning to its end.
    let lean: Int
    /// Its median grey level.
    let grey: Int

    /// Across, on a line counted from the strip's beginning.
    func place(line: Int) -> Int {
        let depth = ScratchStrips.depth
        return place + Int((Double(lean * (2 * line - depth + 1)) / Double(2 * depth)).rounded())
    }
}
