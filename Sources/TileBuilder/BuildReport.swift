package import TourBundle

/// What a build did.
package struct BuildReport: Sendable {
    package struct Panorama: Sendable, Equatable {
        /// The picture, as the tour names it.
        package var picture: String
        package var tiles: Int
        /// Those of them that were made now, and not before.
        package var tilesMade: Int
        package var seconds: Double

        package var isTiled: Bool { tilesMade > 0 }
    }

    package var tour: TourManifest
    /// In the order of the document, each picture once.
    package var panoramas: [Panorama]
    /// Whether the bundle at the output was this tour's already, and was left alone.
    package var isUpToDate = false
    /// What an earlier build left and could not be used, a sentence each.
    package var notes: [String] = []
}
