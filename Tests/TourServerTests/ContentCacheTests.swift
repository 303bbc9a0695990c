import Panorama
import Testing
import TourServer

/// Each file of the test tour counts 4,096 bytes and its content, rounded up: 4,128 at most.
struct ContentCacheTests {
    private static let roomForTen = 42_000

    @Test func `what fits is read once`() async throws {
        try await expect(misses: 9, hits: 18) { tour in (0..<3).flatMap { _ in tour.targets.prefix(9) } }
    }

    @Test func `what is asked for in turn and does not fit is read each time`() async throws {
        try await expect(misses: 60, hits: 0) { tour in tour.targets + tour.targets }
    }

    @Test func `what is asked for again and again stays while others come and go`() async throws {
        try await expect(misses: 31, hits: 29) { tour in tour.targets.flatMap { ["/media/\(tour.sound)", $0] } }
    }

    /// When these targets are asked for one after the other.
    private func expect(misses: Int, hits: Int, _ targets: @escaping @Sendable (TestTour) -> [String]) async throws {
        try await TestTour.with { tour in
            var limits = ServerLimits()
            limits.cacheBytes = Self.roomForTen
            try await withServer(of: tour, limits: limits) { ports in
                let web = try RawConnection(port: ports.web)
                for target in targets(tour) {
                    web.send(request("GET", target))
                    #expect(try web.receive().status == 200)
                }
                #expect(try figure(#"zeitreise_cache_lookups_total{result="miss"}"#, ports.admin) == misses)
                #expect(try figure(#"zeitreise_cache_lookups_total{result="hit"}"#, ports.admin) == hits)
            }
        }
    }
}

extension TestTour {
    /// All tiles, 30 of them.
    fileprivate var targets: [String] { Self.pyramid.addresses.map { "/tiles/\(panorama)/\($0).jpg" } }
}
