/// Counts the tiles of a tour's pictures for the progress bar: kept ones count as done from the start.
struct BuildTally {
    /// Of each picture.
    let counts: [Int]
    /// Pictures, by their place, whose tiles are there.
    var kept: Set<Int>
    /// Tiles made in this build.
    private(set) var made = 0
    private var current = 0
    private var doneOfCurrent = 0

    init(counts: [Int], kept: Set<Int>) {
        self.counts = counts
        self.kept = kept
    }

    /// The picture at this place comes now, all before it are done.
    mutating func begin(_ index: Int) {
        current = index
        doneOfCurrent = 0
    }

    /// Tiles of the present picture that were there.
    mutating func keep(_ tiles: Int) {
        doneOfCurrent += tiles
    }

    mutating func make(_ tiles: Int) {
        made += tiles
        doneOfCurrent += tiles
    }

    func progress(_ picture: String) -> BuildProgress {
        let waiting = kept.filter { $0 > current }.map { counts[$0] }.reduce(0, +)
        let done = counts[..<current].reduce(0, +) + doneOfCurrent + waiting
        return BuildProgress(
            picture: picture,
            tilesDone: done,
            tilesTotal: counts.reduce(0, +),
            tilesKept: max(0, done - made)
        )
    }
}
