internal import Foundation

/// A program of another package.
enum Tool: String, Sendable {
    case espeak = "espeak-ng"
    case lame
    case opusenc

    /// In Debian.
    var package: String {
        switch self {
        case .espeak, .lame: rawValue
        case .opusenc: "opus-tools"
        }
    }

    /// - Throws: `NarrationError.missingProgram` where it is nowhere on the PATH.
    func find() throws(NarrationError) -> URL {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(
            separator: ":"
        )
        for folder in folders {
            let path = "\(folder)/\(rawValue)"
            if FileManager.default.isExecutableFile(atPath: path) { return URL(fileURLWithPath: path) }
        }
        throw .missingProgram(self)
    }

    /// What it writes to its standard output.
    ///
    /// - Throws: `NarrationError`, or `CancellationError` when it has been ended.
    func run(_ arguments: [String], input: [UInt8] = []) async throws -> [UInt8] {
        let outcome = try await runProgram(find(), arguments, input: input)
        guard outcome.status == 0 else {
            let said = String(decoding: outcome.errors.prefix(2000), as: UTF8.self)
            throw NarrationError.failed(self, said.split(whereSeparator: \.isNewline).last.map(String.init))
        }
        return outcome.output
    }
}
