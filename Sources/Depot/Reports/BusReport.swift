/// What a bus tells its depot of itself.
package struct BusReport: SignedBody, Equatable {
    package static let kind = "report"
    package static let mostBytes = 16 << 10

    /// As people call the bus.
    package var name: String
    /// It only rises, so that an older report that somebody sends again counts for nothing.
    package var number: Int
    /// What plays.
    package var releases: [ReleaseID]
    /// Of the bus's own certificate; nil where it has none.
    package var certificateDaysLeft: Int?
    package var freeBytes: Int
    package var program: String

    package init(
        name: String,
        number: Int,
        releases: [ReleaseID],
        certificateDaysLeft: Int?,
        freeBytes: Int,
        program: String
    ) {
        (self.name, self.number, self.releases) = (name, number, releases)
        (self.certificateDaysLeft, self.freeBytes, self.program) = (certificateDaysLeft, freeBytes, program)
    }

    package var isSensible: Bool {
        (1...100).contains(name.count) && program.count <= 32 && Self.isPlain(name) && Self.isPlain(program)
            && number > 0 && releases.count <= 64 && freeBytes >= 0
            && certificateDaysLeft.map((-1_000_000...1_000_000).contains) ?? true
    }

    private static func isPlain(_ text: String) -> Bool {
        !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}

package typealias SignedReport = SignedDocument<BusReport>
