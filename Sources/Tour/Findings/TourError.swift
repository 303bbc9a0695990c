/// Why a tour document could not be read: everything found wrong in it, in the order of its lines.
package struct TourError: Error {
    /// At least one.
    package let findings: [TourFinding]

    package init(findings: [TourFinding]) {
        self.findings = findings
    }
}

extension TourError: CustomStringConvertible {
    /// One finding a line.
    package var description: String { findings.map(\.description).joined(separator: "\n") }
}
