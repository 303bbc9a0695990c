/// Tries again what fails in passing, for a while.
///
/// - Parameter progress: a number that rises with what has come.
func persistently<Value>(
    _ body: () async throws -> Value,
    progress: () -> Int = { 0 }
) async throws -> Value {
    var plan = RetryPlan()
    var before = progress()
    while true {
        do {
            return try await body()
        } catch let error as DepotError where error.isPassing {
            if progress() > before { plan.progress() }
            before = progress()
            guard let wait = plan.failed(chance: .random(in: 0..<1)) else { throw error }
            try await Task.sleep(for: wait)
        }
    }
}

extension DepotError {
    /// Whether the same may go well in a moment.
    var isPassing: Bool { if case .unreachable = self { true } else { false } }
}
