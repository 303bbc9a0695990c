/// Why a draft cannot be spoken.
package enum NarrationError: Error, Equatable {
    /// `FILE:LINE: what is wrong; what to do`, a line each.
    case tour([String])
    /// A program, and the package that has it.
    case missing(program: String, package: String)
    case programFailed(name: String, reason: String)
    /// The voice has no sound for it.
    case unspoken(file: String, text: String)
    /// A retry is of no use.
    case notWritable(path: String, reason: String)
    /// Another process writes it.
    case busy(path: String)
    case system(path: String, operation: String, reason: String)
}

extension NarrationError {
    static func missingProgram(_ tool: Tool) -> Self { .missing(program: tool.rawValue, package: tool.package) }

    static func failed(_ tool: Tool, _ reason: String?) -> Self {
        .programFailed(name: tool.rawValue, reason: reason ?? "it said nothing")
    }
}

extension NarrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tour(let lines): lines.joined(separator: "\n")
        case .missing(let program, let package):
            "\(program) is not installed, which this needs; install it: sudo apt install \(package)"
        case .programFailed(let name, let reason): "\(name) failed: \(reason); see whether it works by itself"
        case .unspoken(let file, let text):
            "\(file): the voice has no sound for '\(text.prefix(60))'; write it in words"
        case .notWritable(let path, let reason):
            "\(path): nothing can be written here: \(reason); allow it, or name another place in the tour"
        case .busy(let path): "\(path): another 'narrate' is writing it; wait until that one is done"
        case .system(let path, let operation, let reason):
            "\(path): cannot \(operation): \(reason); check the place, its rights and the free space"
        }
    }
}
