import AllocationCount
import Guidance
import Testing
import Tour

/// What a fix costs in memory, counted at `malloc`; each thread has its own count.
struct AllocationTests {
    @Test func `the count sees an array`() {
        let before = allocated_bytes()
        let array = Array(repeating: before, count: 10_000)
        #expect(allocated_bytes() - before >= 80_000 && array.count == 10_000)
    }

    /// With fixes that follow the route, that are searched on all of it, and that lie beside it.
    @Test(arguments: [0.0, 45, 300])
    func `a fix allocates no more on a long route than on a short one`(_ metresBeside: Double) throws {
        let short = try bytes(vertices: 1_000, metresBeside)
        let long = try bytes(vertices: 50_000, metresBeside)
        #expect(short == long)
        // Events and their words: a route's vertices alone take 16 kB and more.
        #expect(short / 900 < 1_000)
    }

    /// Of a drive over the first 9 km of a street with a vertex every 10 m, found anew after each of its outages.
    private func bytes(vertices count: Int, _ metresBeside: Double) throws -> UInt64 {
        // A zigzag: the chunks that a search passes over are rectangles.
        let line = (0..<count).map { plane.location(at: [Double($0) * 10, $0 % 2 == 0 ? 0 : 3]) }
        var engine = GuidanceEngine(TourRoute(route: try Route(line), places: places(at: [500, 2_000, 6_000])))
        let fixes = (0..<900).filter { $0 % 100 < 70 }.map { second in
            let location = plane.location(at: [Double(second) * 10, metresBeside])
            let fix = Fix(mode: .threeDimensional, location: location, speed: 10, trackRadians: .pi / 2)
            return TimedFix(time: Double(second), fix: fix)
        }
        let before = allocated_bytes()
        for timed in fixes { _ = engine.add(timed.fix, at: timed.time) }
        let bytes = allocated_bytes() - before
        #expect((engine.progressMetres != nil) == (metresBeside < 60))
        return bytes
    }
}
