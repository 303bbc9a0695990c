internal import TourBundle

/// Reads what a bundle holds, tiles and media each held to its SHA-256: rotten bytes are an alarm, never an answer.
struct ContentLoader: Sendable {
    let content: any TourContent
    let metrics: ServerMetrics
    let alarm: ContentAlarm

    /// - Returns: nil when there is no such panorama, tile or file.
    /// - Throws: `Problem.unreadableBundle`, when the log has said why.
    func load(_ resource: Resource) async throws(Problem) -> Representation? {
        switch resource {
        case .tile(let panorama, let address):
            try verified(
                await reading { () throws(BundleError) in
                    try await content.tile(panorama: panorama, address: address)
                }
            )
        case .media(let digest):
            try verified(await reading { () throws(BundleError) in try await content.media(digest) })
        case .panorama(let digest):
            try await reading { () throws(BundleError) in try await content.panoramaJSON(digest) }.map { .json($0) }
        case .page, .tour: nil
        }
    }

    private func reading<Value>(_ read: () async throws(BundleError) -> Value) async throws(Problem) -> Value {
        do throws(BundleError) {
            return try await read()
        } catch {
            metrics.readErrors.add(1)
            alarm.unreadable(error)
            throw .unreadableBundle
        }
    }

    private func verified(_ blob: Blob?) throws(Problem) -> Representation? {
        guard let blob else { return nil }
        guard Digest(of: blob.bytes) == blob.digest else {
            metrics.rottenBlobs.add(1)
            alarm.rotten(blob.digest)
            throw .unreadableBundle
        }
        return Representation(blob, caching: .immutable)
    }
}
