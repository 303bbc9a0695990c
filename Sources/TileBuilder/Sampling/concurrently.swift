/// Calls `work` for 0..<count, `jobs` of them at the same time and in no order.
///
/// - Throws: what a call throws first, or `CancellationError`.
func concurrently(_ count: Int, jobs: Int, _ work: @Sendable @escaping (Int) throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<count {
            if index >= jobs { try await group.next() }
            group.addTask { @concurrent in
                try Task.checkCancellation()
                try work(index)
            }
        }
        try await group.waitForAll()
    }
}
