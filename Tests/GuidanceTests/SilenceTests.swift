import Glibc
import Guidance
import Synchronization
import Testing

/// Connected and silent is told from not connected.
struct SilenceTests {
    @Test func `a source is stale after five seconds without word, and says so once`() {
        var watch = SilenceWatch(since: 100)
        #expect(watch.update(hasFix: false, at: 104.9) == nil)
        #expect(watch.update(hasFix: false, at: 105.5) == .stale(seconds: 5.5))
        #expect(watch.update(hasFix: false, at: 200) == nil)
    }

    @Test func `word makes it running again, and only a change is told`() {
        var watch = SilenceWatch(since: 0)
        #expect(watch.update(hasFix: true, at: 1) == .running)
        #expect(watch.update(hasFix: true, at: 2) == nil)
        #expect(watch.update(hasFix: false, at: 6.9) == nil)
        #expect(watch.update(hasFix: false, at: 7) == .stale(seconds: 5))
        #expect(watch.update(hasFix: true, at: 60) == .running)
        #expect(watch.update(hasFix: false, at: 66) == .stale(seconds: 6))
    }

    @Test func `a daemon that accepts and says nothing is stale, not stopped`() async throws {
        let daemon = try SilentDaemon()
        defer { daemon.close() }
        // Three seconds pass whenever the clock is read.
        let time = Mutex(0.0)
        let positions = LivePositions(.gpsd(host: "127.0.0.1", port: daemon.port)) {
            time.withLock { time in
                time += 3
                return time
            }
        }
        let (states, news) = AsyncStream.makeStream(of: PositionSourceState.self)
        let running = Task {
            try await positions.run { report in if case .state(let state) = report { news.yield(state) } }
        }
        let told = await states.first { $0 != .connecting }
        running.cancel()
        _ = await running.result
        guard case .stale(let seconds) = told else { throw Unexpected() }
        #expect(seconds >= 5)
    }
}

/// A socket on this machine whose connections the system accepts, and nobody answers.
private struct SilentDaemon {
    let descriptor: Int32
    let port: Int

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = unsafe withUnsafeMutableBytes(of: &address) { bytes in
            guard let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return Int32(-1) }
            guard unsafe bind(descriptor, start, size) == 0, listen(descriptor, 1) == 0 else { return Int32(-1) }
            return unsafe getsockname(descriptor, start, &size)
        }
        guard status == 0 else { throw Unexpected() }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    func close() { _ = Glibc.close(descriptor) }
}
