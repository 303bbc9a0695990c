import Foundation
import Guidance
import Tour

/// A route with places, and how it is driven.
struct Town {
    let name: String
    let tour: TourRoute
    let route: Route
    let laps: Int
    let style: SyntheticDrive.Style

    /// - Parameters:
    ///   - line: metres east and north of a place in Kaiserslautern.
    ///   - spacing: from place to place along the route.
    init(
        _ name: String,
        line: [SIMD2<Double>],
        spacing: Double,
        lead: Double,
        exit: Double,
        laps: Int = 1,
        style: SyntheticDrive.Style
    ) throws {
        let plane = LocalPlane(at: TourDocument.Location(latitudeDegrees: 49.4447, longitudeDegrees: 7.7690))
        let route = try Route(line.map { plane.location(at: $0) })
        let places = stride(from: spacing, to: route.lengthMetres - exit - 20, by: spacing).enumerated().map {
            index,
            progress in
            PlannedPlace(
                id: "\(name)-\(index + 1)",
                // Beside the street, as sights are.
                location: LocalPlane(at: route.location(atMetres: progress)).location(at: [8, -8]),
                progressMetres: progress,
                triggerMetres: progress - lead,
                exitMetres: progress + exit,
                headingRadians: index % 5 == 2 ? route.headingRadians(atMetres: progress - lead) : nil
            )
        }
        (self.name, self.route, self.laps, self.style) = (name, route, laps, style)
        tour = TourRoute(route: route, places: places)
    }
}

extension Town {
    static func all() throws -> [Town] { [try loop(), try thereAndBack(), try oldTown(), try figureOfEight()] }

    /// A ring through the town with bends of all kinds, driven twice.
    static func loop() throws -> Town {
        let line = stride(from: 0.0, through: 360, by: 6).map { degrees in
            let angle = degrees * .pi / 180
            let radius = 620 + 120 * sin(3 * angle) + 60 * cos(5 * angle)
            return SIMD2(radius * sin(angle), radius * cos(angle))
        }
        return try Town("loop", line: line, spacing: 420, lead: 60, exit: 60, laps: 2, style: .town)
    }

    /// A main street, out and back on the same line.
    static func thereAndBack() throws -> Town {
        let out = stride(from: 0.0, through: 1_800, by: 60).map { SIMD2($0, 70 * sin($0 / 260)) }
        let line = out + out.dropLast().reversed()
        return try Town("there-and-back", line: line, spacing: 290, lead: 50, exit: 40, style: .town)
    }

    /// Lanes 45 m apart, a place every 60 m.
    static func oldTown() throws -> Town {
        var line: [SIMD2<Double>] = []
        for lane in 0..<8 {
            let y = Double(lane) * 45
            let across = stride(from: 0.0, through: 220, by: 20).map { SIMD2($0, y + 4 * sin($0 / 30)) }
            line += lane % 2 == 0 ? across : across.reversed()
        }
        let style = SyntheticDrive.Style(cruise: 3...7, stopEvery: 250)
        return try Town("old-town", line: line, spacing: 60, lead: 22, exit: 22, style: style)
    }

    /// A crossing that is passed twice, at right angles.
    static func figureOfEight() throws -> Town {
        let line = stride(from: 0.0, through: 360, by: 5).map { degrees in
            let angle = degrees * .pi / 180
            return SIMD2(700 * sin(angle), 350 * sin(2 * angle))
        }
        return try Town("figure-of-eight", line: line, spacing: 310, lead: 50, exit: 50, laps: 1, style: .town)
    }
}
