package import Foundation
internal import Synchronization

package struct ProgramOutcome: Sendable {
    package let status: Int32
    package let output: [UInt8]
    package let errors: [UInt8]
}

/// Runs another program, without a shell, to its end.
///
/// Input and output are files without a name, so that neither side waits for the other and nothing is left behind.
///
/// - Throws: `CancellationError` where the task was cancelled, when the program has ended; else the system's fault.
package func runProgram(_ program: URL, _ arguments: [String], input: [UInt8] = []) async throws -> ProgramOutcome {
    try Task.checkCancellation()
    let (standardInput, standardOutput, standardError) = (try scratchFile(), try scratchFile(), try scratchFile())
    try standardInput.write(contentsOf: Data(input))
    try standardInput.seek(toOffset: 0)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.standardInput = standardInput
    process.standardOutput = standardOutput
    process.standardError = standardError
    try await waitForEnd(of: process)
    try Task.checkCancellation()
    return ProgramOutcome(
        status: process.terminationStatus,
        output: try content(of: standardOutput),
        errors: try content(of: standardError)
    )
}

/// Starts it, and ends it where the task is cancelled.
private func waitForEnd(of process: Process) async throws {
    let running = Mutex<pid_t?>(nil)
    // It may have been told to pass over the gentler signals, as we do.
    let end: @Sendable () -> Void = {
        // Under the lock, for without it the number may be another's by now.
        running.withLock { id in if let id { kill(id, SIGKILL) } }
    }
    try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            process.terminationHandler = { _ in
                running.withLock { $0 = nil }
                continuation.resume()
            }
            do {
                // The lock keeps the handler waiting until the number is known.
                try running.withLock {
                    try process.run()
                    $0 = process.processIdentifier
                }
                if Task.isCancelled { end() }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    } onCancel: {
        end()
    }
}

private func content(of file: FileHandle) throws -> [UInt8] {
    try file.seek(toOffset: 0)
    return [UInt8](try file.readToEnd() ?? Data())
}

/// An empty file that is gone when it is closed.
private func scratchFile() throws -> FileHandle {
    let place = FileManager.default.temporaryDirectory.appendingPathComponent("zeitreise-\(UUID().uuidString)")
    try Data().write(to: place, options: .withoutOverwriting)
    defer { try? FileManager.default.removeItem(at: place) }
    return try FileHandle(forUpdating: place)
}
