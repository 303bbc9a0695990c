/// Reads of a bundle fail where the task is cancelled, as if the disk were at fault: here it is said what it is.
package func uncancelled<Result>(_ read: () async throws -> Result) async throws -> Result {
    do {
        return try await read()
    } catch {
        try Task.checkCancellation()
        throw error
    }
}
