import Foundation

/// What is said on the terminal: results on standard output, everything else on standard error.
enum Terminal {
    /// Whether a person watches standard error.
    static var isInteractive: Bool { isatty(STDERR_FILENO) == 1 }

    /// Whether a person types standard input.
    static var isAsked: Bool { isatty(STDIN_FILENO) == 1 }

    /// A line that is typed and not shown; `nil` at the end of input.
    static func readSecret(_ prompt: String) -> String? {
        writeError(prompt)
        var shown = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &shown) == 0 else { return readLine() }
        var hidden = shown
        hidden.c_lflag &= ~tcflag_t(ECHO)
        _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        defer {
            _ = unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            writeError("\n")
        }
        return readLine()
    }

    /// A path as a shell takes it, for commands to be copied.
    static func shellWord(_ path: String) -> String {
        let plain = path.unicodeScalars.allSatisfy {
            !$0.isASCII || $0.properties.isAlphabetic || "0123456789-_./".unicodeScalars.contains($0)
        }
        return plain ? path : "'\(path.replacing("'", with: "'\\''"))'"
    }

    static func writeError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// A line that a waiting program reads at once, whatever buffers `print` has.
    static func writeLine(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
    }

    /// A result as data: one JSON object, keys sorted.
    static func writeJSON(_ value: some Encodable) throws {
        try writeResult(try json(value))
    }

    /// As people read it, without a line's end.
    static func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A result as a line; unlike `print`, it says when nobody got it.
    static func writeResult(_ text: String) throws(OutputError) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((text + "\n").utf8))
        } catch {
            throw OutputError(error)
        }
    }
}
