/// How far a build is, as a progress bar shows it.
package struct BuildProgress: Sendable, Equatable {
    /// The picture worked on.
    package var picture: String
    /// Tiles of all pictures.
    package var tilesDone: Int
    package var tilesTotal: Int

    package init(picture: String, tilesDone: Int, tilesTotal: Int) {
        self.picture = picture
        self.tilesDone = tilesDone
        self.tilesTotal = tilesTotal
    }
}
