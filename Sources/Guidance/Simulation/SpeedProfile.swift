import Foundation
import Tour

/// How fast a bus drives at each metre of its way.
struct SpeedProfile {
    private static let acceleration = 1.0
    private static let bendSpeed = 4.0
    /// Below what `comfort: slow` allows, as a driver who is asked for 20 km/h drives.
    private static let placeSpeed = 4.2
    private static let standSeconds = 15.0

    /// m/s, one a metre.
    private var limits: [Double]
    /// Seconds of standing, by metre.
    private var stops: [Int: Double] = [:]

    init(length: Double) {
        limits = Array(repeating: .infinity, count: max(Int(length), 1) + 1)
    }

    mutating func vary(_ speeds: ClosedRange<Double>, _ random: inout SeededRandom) {
        var metre = 0
        while metre < limits.count {
            let end = metre + Int(random.uniform(80...300))
            limit(metre...end, to: random.uniform(speeds))
            metre = end + 1
        }
    }

    mutating func slowForBends(of route: Route) {
        for metre in limits.indices {
            let turn = angle(
                between: route.headingRadians(atMetres: Double(metre) - 4),
                route.headingRadians(atMetres: Double(metre) + 4)
            )
            if turn > .pi / 5 { limit(metre...metre, to: Self.bendSpeed) }
        }
    }

    /// - Parameter standSeconds: at each place; without it a while where the place wants a standing bus.
    mutating func slowForPlaces(_ places: [PlannedPlace], on route: Route, standSeconds: Double?) {
        for place in places {
            guard let trigger = place.triggerMetres, let exit = place.exitMetres else { continue }
            let stand = standSeconds ?? (place.comfort == .stopped ? Self.standSeconds : nil)
            for lap in stride(from: 0, to: Double(limits.count), by: route.lengthMetres) {
                if place.comfort != .any { limit(Int(lap + trigger) - 15...Int(lap + exit), to: Self.placeSpeed) }
                if let stand { stops[Int(lap + (trigger + exit) / 2)] = stand }
            }
        }
    }

    mutating func stopAtLights(every mean: Double, _ random: inout SeededRandom) {
        var metre = 0.0
        while true {
            metre += 30 - mean * log(1 - random.uniform(0...0.999))
            guard Int(metre) < limits.count - 1 else { return }
            // A light where the bus stands at a place delays it no further.
            stops[Int(metre)] = max(random.uniform(5...45), stops[Int(metre)] ?? 0)
        }
    }

    private mutating func limit(_ metres: ClosedRange<Int>, to speed: Double) {
        for metre in metres.clamped(to: limits.indices.lowerBound...limits.indices.upperBound - 1) {
            limits[metre] = min(limits[metre], speed)
        }
    }

    /// Hands out what is driven metre by metre: seconds and metres, 0 m where the bus stands.
    func drive(_ step: (_ seconds: Double, _ metres: Double) -> Void) {
        var speeds = limits
        speeds[0] = 0
        speeds[speeds.count - 1] = 0
        for metre in stops.keys where speeds.indices.contains(metre) { speeds[metre] = 0 }
        for metre in speeds.indices.dropFirst() { speeds[metre] = reachable(from: speeds[metre - 1], speeds[metre]) }
        for metre in speeds.indices.dropLast().reversed() {
            speeds[metre] = reachable(from: speeds[metre + 1], speeds[metre])
        }
        for metre in speeds.indices.dropLast() {
            if let seconds = stops[metre] { step(seconds, 0) }
            // Two stops may lie side by side.
            step(2 / max(speeds[metre] + speeds[metre + 1], 1), 1)
        }
    }

    private func reachable(from speed: Double, _ wish: Double) -> Double {
        min(wish, (speed * speed + 2 * Self.acceleration).squareRoot())
    }
}
