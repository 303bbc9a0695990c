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

/// The same with what each call gives, in the order of their numbers.
func results<Result: Sendable>(
    _ count: Int,
    jobs: Int,
    _ work: @Sendable @escaping (Int) throws -> Result
) async throws -> [Result] {
    var results = [Result?](repeating: nil, count: count)
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        for index in 0..<count {
            if index >= jobs, let (done, result) = try await group.next() { results[done] = result }
            group.addTask { @concurrent in
                try Task.checkCancellation()
                return (index, try work(index))
            }
        }
        for try await (done, result) in group { results[done] = result }
    }
    return results.compactMap { $0 }
}
