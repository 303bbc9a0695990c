import UnixSignals

/// Runs `body`; Ctrl-C or SIGTERM cancels it and waits until it has cleaned up. What it has finished all the same counts.
func interruptible<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
    try await withThrowingTaskGroup(of: Result?.self) { group in
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        group.addTask { try await body() }
        group.addTask {
            for await _ in signals { break }
            return nil
        }
        defer { group.cancelAll() }
        while let outcome = try await group.next() {
            if let result = outcome { return result }
            group.cancelAll()
        }
        throw CancellationError()
    }
}
