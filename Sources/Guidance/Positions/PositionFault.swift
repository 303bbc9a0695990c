import Glibc

/// Why a source of positions gives none.
struct PositionFault: Error, CustomStringConvertible, Hashable {
    let description: String

    init(_ description: String) { self.description = description }

    /// The failure of the last call to the system, as `errno` has it.
    static func system(_ what: String) -> Self { Self("\(what): \(unsafe String(cString: strerror(errno)))") }
}
