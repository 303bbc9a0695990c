package import TourBundle

/// What a depot signs: a tour at one version, and all that is in it.
package struct ReleaseManifest: SignedBody, Equatable {
    package static let kind = "release"
    package static let mostBytes = 16 << 20

    package var tour: String
    package var version: Int
    /// By language code.
    package var title: [String: String]
    /// Seconds since 1970.
    package var made: Int
    /// Seconds since 1970; afterwards it is not synced any more, and plays on where it is installed.
    package var expires: Int
    /// As `zeitreise --version` says it.
    package var minimumProgram: String
    package var content: BundleContent

    package init(
        tour: String,
        version: Int,
        title: [String: String],
        made: Int,
        expires: Int,
        minimumProgram: String,
        content: BundleContent
    ) {
        (self.tour, self.version, self.title) = (tour, version, title)
        (self.made, self.expires, self.minimumProgram, self.content) = (made, expires, minimumProgram, content)
    }

    package var id: ReleaseID? { ReleaseID(tour: tour, version: version) }

    package var isSensible: Bool {
        let years = 0...253_402_300_799  // until the end of 9999
        return id != nil && years.contains(made) && years.contains(expires) && content.isSensible
    }
}

package typealias SignedRelease = SignedDocument<ReleaseManifest>
