import Foundation
package import Tour

/// Where a made-up bus truly is: it slows down for bends and for places, brakes and sets off like a bus, and stops at
/// red lights.
package struct SyntheticDrive: Sendable {
    private struct Knot {
        var time: Double
        var progress: Double
    }

    package let route: Route
    private let knots: [Knot]
    /// Metres to the right of the route's line: the lane.
    private let laneMetres = 2.0

    package struct Style: Sendable {
        /// m/s between bends and stops.
        package var cruise: ClosedRange<Double>
        /// Mean distance between red lights, metres.
        package var stopEvery: Double

        package init(cruise: ClosedRange<Double>, stopEvery: Double) {
            self.cruise = cruise
            self.stopEvery = stopEvery
        }

        package static let town = Self(cruise: 6...13, stopEvery: 500)
    }

    /// - Parameters:
    ///   - laps: of a loop; any other route is driven once.
    ///   - standSeconds: how long it stands at each place; without it only where the place wants a standing bus, a while.
    package init(
        _ tour: TourRoute,
        along route: Route,
        laps: Int = 1,
        style: Style = .town,
        standSeconds: Double? = nil,
        random: inout SeededRandom
    ) {
        self.route = route
        let length = route.lengthMetres * Double(route.isLoop ? max(laps, 1) : 1)
        var profile = SpeedProfile(length: length)
        profile.vary(style.cruise, &random)
        profile.slowForBends(of: route)
        profile.slowForPlaces(tour.places, on: route, standSeconds: standSeconds)
        profile.stopAtLights(every: style.stopEvery, &random)
        var knots = [Knot(time: 0, progress: 0)]
        profile.drive { seconds, metres in
            let last = knots[knots.count - 1]
            knots.append(Knot(time: last.time + seconds, progress: last.progress + metres))
        }
        self.knots = knots
    }

    /// Seconds from start to end.
    package var duration: Double { knots[knots.count - 1].time }
    /// Metres along the route, over all laps.
    package var length: Double { knots[knots.count - 1].progress }

    package func progress(at time: Double) -> Double {
        let (before, after) = around(time)
        guard after.time > before.time else { return before.progress }
        let share = min(max((time - before.time) / (after.time - before.time), 0), 1)
        return before.progress + (after.progress - before.progress) * share
    }

    package func speed(at time: Double) -> Double {
        let (before, after) = around(time)
        guard (0...duration).contains(time), after.time > before.time else { return 0 }
        return (after.progress - before.progress) / (after.time - before.time)
    }

    /// When a progress is reached first; `nil` beyond the end.
    package func time(atMetres progress: Double) -> Double? {
        guard let index = knots.firstIndex(where: { $0.progress >= progress }) else { return nil }
        guard index > 0, knots[index].progress > knots[index - 1].progress else { return knots[index].time }
        let (before, after) = (knots[index - 1], knots[index])
        let share = (progress - before.progress) / (after.progress - before.progress)
        return before.time + (after.time - before.time) * share
    }

    /// In its lane.
    package func location(at time: Double) -> TourDocument.Location {
        let progress = progress(at: time)
        let heading = route.headingRadians(atMetres: progress)
        let right = SIMD2(cos(heading), -sin(heading))
        return LocalPlane(at: route.location(atMetres: progress)).location(at: right * laneMetres)
    }

    private func around(_ time: Double) -> (Knot, Knot) {
        var (low, high) = (0, knots.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if knots[middle].time <= time { low = middle } else { high = middle }
        }
        return (knots[low], knots[high])
    }
}
