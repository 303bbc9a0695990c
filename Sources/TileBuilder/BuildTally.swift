/// Counts the tiles of a tour's pictures for the progress bar: kept ones count as done from the start.
struct BuildTally {
    /// Of each picture.
    let counts: [Int]
    /// Pictures, by their place, whose tiles are there.
    var kept: Set<Int> {
        didSet { begin(current) }
    }
    /// Tiles made in this build.
    private(set) var made = 0
    private let total: Int
    private var current = 0
    /// Tiles of all pictures but the present one.
    private var doneOfOthers = 0
    private var doneOfCurrent = 0

    init(counts: [Int], kept: Set<Int>) {
        self.counts = counts
        self.kept = kept
        total = counts.reduce(0, +)
    }

    /// The picture at this place comes now, all before it are done.
    ///
    /// - Parameter tiles: those of it that are there.
    mutating func begin(_ index: Int, with tiles: Int = 0) {
        current = index
        doneOfCurrent = tiles
        let waiting = kept.filter { $0 > index }.map { counts[$0] }.reduce(0, +)
        doneOfOthers = counts[..<index].reduce(0, +) + waiting
    }

    /// Tiles of the present picture.
    mutating func make(_ tiles: Int) {
        made += tiles
        doneOfCurrent += tiles
    }

    func progress(_ picture: String) -> BuildProgress {
        let done = doneOfOthers + doneOfCurrent
        return BuildProgress(picture: picture, tilesDone: done, tilesTotal: total, tilesKept: max(0, done - made))
    }
}
