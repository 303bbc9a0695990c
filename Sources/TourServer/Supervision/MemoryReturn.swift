internal import CPlatform
internal import ServiceLifecycle

/// Gives the system back once a minute what a burst has taken: the heap keeps pages of its own, and would stay as large as it ever was.
struct MemoryReturn: Service {
    func run() async throws {
        try? await cancelWhenGracefulShutdown {
            while true {
                try await Task.sleep(for: .seconds(60))
                platform_return_memory()
            }
        }
    }
}
