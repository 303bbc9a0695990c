package import TourBundle

/// A panorama that has no tiles before somebody mends its pictures.
package struct PoisonedPanorama: Sendable, Encodable, Equatable {
    /// Nil where its pictures cannot be told apart far enough for a unit.
    package var unit: Digest?
    /// As the tour names it.
    package var picture: String
    /// A line: file, what is wrong, what to do.
    package var reason: String
}
