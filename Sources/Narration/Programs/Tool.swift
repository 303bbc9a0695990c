internal import Foundation
internal import Programs

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
        guard let place = findProgram(rawValue) else { throw .missingProgram(self) }
        return place
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
