/// A tour that cannot be driven.
struct SimulationError: Error, CustomStringConvertible {
    /// `FILE: what is wrong; what to do`.
    let description: String

    init(_ file: String, _ message: String, _ advice: String) {
        description = "\(file): \(message); \(advice)"
    }
}
