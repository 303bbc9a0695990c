import Tour

/// A tour that cannot be driven.
struct SimulationError: Error, CustomStringConvertible {
    /// `FILE: what is wrong; what to do`.
    let description: String

    init(_ document: TourDocument, _ message: String, _ advice: String) {
        description = "\(document.file): \(message); \(advice)"
    }
}
