/// How far a build is, as a progress bar shows it.
package struct BuildProgress: Sendable, Equatable {
    /// The picture worked on.
    package var picture: String
    /// Tiles of all pictures; the total is 0 while it is not known yet, for the pictures are looked at.
    package var tilesDone: Int
    package var tilesTotal: Int
    /// Those of the done ones that were there before, and took no time.
    package var tilesKept: Int

    package init(picture: String, tilesDone: Int, tilesTotal: Int, tilesKept: Int = 0) {
        self.picture = picture
        self.tilesDone = tilesDone
        self.tilesTotal = tilesTotal
        self.tilesKept = tilesKept
    }
}
