package import Panorama

/// A panorama that a bundle has.
package struct KnownPanorama: Sendable, Equatable {
    package let digest: Digest
    package let pyramid: Pyramid
    package let tileCount: Int
    package let presentation: PanoramaPresentation
}
