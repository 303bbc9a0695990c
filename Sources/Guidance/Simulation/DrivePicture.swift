import Foundation
import Tour

/// A simulation as a map: SVG 1.1 that needs no other file.
package struct DrivePicture {
    private let simulation: Simulation
    private let title: String
    /// By id.
    private let names: [String: String]
    private let frame: MapFrame

    private static let width = 1_200.0
    private let map: (x: Double, y: Double, width: Double, height: Double)
    private static let legendX = 816.0

    /// - Parameter names: of the places by their ids.
    package init(_ simulation: Simulation, title: String, names: [String: String]) {
        self.simulation = simulation
        self.title = title
        self.names = names
        let all =
            (simulation.tour.route?.locations ?? []) + simulation.tour.places.map(\.location)
            + simulation.samples.compactMap(\.location)
        let listed = Double(min(simulation.tour.places.count, Self.mostListed))
        let height = min(max(MapFrame.height(of: all, width: 744), Self.listY + listed * Self.listStep - 88, 320), 680)
        map = (x: 32, y: 88, width: 744, height: height)
        frame = MapFrame(all, x: map.x, y: map.y, width: map.width, height: map.height)
    }

    package var svg: String {
        let (width, height) = (whole(Self.width), whole(map.y + map.height + 32))
        let head = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" height="\(height)" \
            font-family="system-ui, 'DejaVu Sans', sans-serif" fill="\(Colour.ink)">
            <title>\(escaped(title))</title>
            <rect width="\(width)" height="\(height)" fill="\(Colour.paper)"/>
            """
        let parts = [heading, ground, route, spans, drive, direction, triggers, places, firings, scale, legend]
        return ([head] + parts + ["</svg>", ""]).joined(separator: "\n")
    }

    private enum Colour {
        static let ink = "#1d2326"
        static let paper = "#f6f1e7"
        static let stone = "#d8cdb8"
        static let sandstone = "#b4533c"
        static let patina = "#3e7d6e"
        static let brass = "#c39a3b"
    }
}

// MARK: - The map

extension DrivePicture {
    private var heading: String {
        text(title, x: 32, y: 56, size: 25, weight: 600)
    }

    private var ground: String {
        """
        <rect x="\(map.x)" y="\(map.y)" width="\(map.width)" height="\(map.height)" rx="8" fill="#fffdf8" \
        stroke="\(Colour.stone)"/>
        """
    }

    private var route: String {
        guard let route = simulation.tour.route else { return "" }
        return line(route.locations, Colour.stone, width: 12)
    }

    /// Where along the route each place is shown, if all goes well.
    private var spans: String {
        guard let route = simulation.tour.route else { return "" }
        return simulation.tour.places.compactMap { place in
            guard let trigger = place.triggerMetres, let exit = place.exitMetres, exit > trigger else { return nil }
            let steps = max(Int((exit - trigger) / 5), 1)
            let points = (0...steps).map {
                route.location(atMetres: trigger + (exit - trigger) * Double($0) / Double(steps))
            }
            return line(points, Colour.sandstone, width: 12, opacity: 0.3)
        }
        .joined(separator: "\n")
    }

    /// What the receiver said, interrupted where it said nothing.
    private var drive: String {
        var pieces: [[TourDocument.Location]] = [[]]
        var dots: [String] = []
        var last: Simulation.Sample?
        for sample in simulation.samples {
            guard let location = sample.location else {
                pieces.append([])
                continue
            }
            if let last, sample.time - last.time > 5 { pieces.append([]) }
            last = sample
            pieces[pieces.count - 1].append(location)
        }
        if let route = simulation.tour.route {
            for sample in simulation.samples where sample.position == .estimated {
                guard let progress = sample.progressMetres else { continue }
                dots.append(dot(frame.point(route.location(atMetres: progress)), 2.5, Colour.brass))
            }
        }
        return (pieces.filter { $0.count > 1 }.map { line($0, Colour.patina, width: 2) } + dots).joined(separator: "\n")
    }

    /// Arrows along the route.
    private var direction: String {
        guard let route = simulation.tour.route else { return "" }
        let step = route.lengthMetres / 8
        return (0..<8).map { index in
            let progress = step * (Double(index) + 0.5)
            let point = frame.point(route.location(atMetres: progress))
            let degrees = route.headingRadians(atMetres: progress) * 180 / .pi
            return """
                <path d="M-4 3 L0 -4 L4 3" transform="translate(\(decimal(point.x, 1)) \(decimal(point.y, 1))) \
                rotate(\(decimal(degrees, 0)))" fill="none" stroke="\(Colour.ink)" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" opacity="0.55"/>
                """
        }
        .joined(separator: "\n")
    }

    /// A bar across the route where each place begins.
    private var triggers: String {
        guard let route = simulation.tour.route else { return "" }
        return simulation.tour.places.compactMap { place in
            guard let trigger = place.triggerMetres else { return nil }
            let point = frame.point(route.location(atMetres: trigger))
            let degrees = route.headingRadians(atMetres: trigger) * 180 / .pi
            return """
                <line x1="-9" x2="9" transform="translate(\(decimal(point.x, 1)) \(decimal(point.y, 1))) \
                rotate(\(decimal(degrees, 0)))" stroke="\(Colour.ink)" stroke-width="2" stroke-linecap="round"/>
                """
        }
        .joined(separator: "\n")
    }

    private var places: String {
        simulation.tour.places.enumerated().map { index, place in
            let point = frame.point(place.location)
            return dot(point, 11, Colour.paper, stroke: Colour.ink)
                + text("\(index + 1)", x: point.x, y: point.y + 4.5, size: 13, weight: 600, anchor: "middle")
        }
        .joined(separator: "\n")
    }

    /// A diamond where each place was shown.
    private var firings: String {
        simulation.events.filter { $0.kind == .shown }.compactMap { event in
            guard let location = location(of: event) else { return nil }
            let point = frame.point(location)
            let colour = event.isEstimated ? Colour.brass : Colour.sandstone
            return """
                <path d="M0 -7 L7 0 L0 7 L-7 0 Z" transform="translate(\(decimal(point.x, 1)) \(decimal(point.y, 1)))" \
                fill="\(colour)" stroke="\(Colour.paper)" stroke-width="1.5"/>
                """
        }
        .joined(separator: "\n")
    }

    private func location(of event: GuidanceEvent) -> TourDocument.Location? {
        if let progress = simulation.progress(at: event), let route = simulation.tour.route {
            return route.location(atMetres: progress)
        }
        return simulation.samples.last { $0.time <= event.time && $0.location != nil }?.location
    }

    private var scale: String {
        let metres = frame.scaleMetres
        let (x, y) = (map.x + 20, map.y + map.height - 20)
        let end = x + metres * frame.pixelsPerMetre
        return """
            <path d="M\(x) \(y - 5) V\(y) H\(decimal(end, 1)) V\(y - 5)" fill="none" stroke="\(Colour.ink)" stroke-width="1.5"/>
            """
                + text(
                    metres >= 1_000 ? "\(whole(metres / 1_000)) km" : "\(whole(metres)) m",
                    x: end + 8,
                    y: y,
                    size: 13
                )
    }
}

// MARK: - Beside the map

extension DrivePicture {
    private static let mostListed = 12
    private static let listY = 212.0
    private static let listStep = 46.0

    private var legend: String {
        let x = Self.legendX
        var lines = [
            line([(x, 100), (x + 24, 100)], Colour.stone, width: 12) + text("route", x: x + 40, y: 105, size: 16),
            line([(x, 128), (x + 24, 128)], Colour.patina, width: 2) + text("fixes", x: x + 40, y: 133, size: 16),
            dot((x + 4, 156), 2.5, Colour.brass) + dot((x + 12, 156), 2.5, Colour.brass)
                + dot((x + 20, 156), 2.5, Colour.brass) + text("estimated", x: x + 40, y: 161, size: 16),
            line([(x + 156, 100), (x + 180, 100)], Colour.sandstone, width: 12, opacity: 0.3)
                + line([(x + 156, 92), (x + 156, 108)], Colour.ink, width: 2)
                + text("trigger to exit", x: x + 196, y: 105, size: 16),
            "<path d=\"M\(x + 168) 121 l7 7 l-7 7 l-7 -7 Z\" fill=\"\(Colour.sandstone)\"/>"
                + text("shown here", x: x + 196, y: 133, size: 16),
        ]
        for (index, place) in simulation.tour.places.prefix(Self.mostListed).enumerated() {
            let y = Self.listY + Double(index) * Self.listStep
            lines.append(dot((x + 11, y - 5), 11, Colour.paper, stroke: Colour.ink))
            lines.append(text("\(index + 1)", x: x + 11, y: y - 0.5, size: 13, weight: 600, anchor: "middle"))
            lines.append(text(clipped(names[place.id] ?? place.id, 36), x: x + 40, y: y, size: 16, weight: 600))
            lines.append(text(clipped(simulation.words(for: place), 52), x: x + 40, y: y + 18, size: 13))
        }
        if simulation.tour.places.count > Self.mostListed {
            lines.append(
                text(
                    "and \(simulation.tour.places.count - Self.mostListed) more",
                    x: x + 40,
                    y: map.y + map.height,
                    size: 13
                )
            )
        }
        return lines.joined(separator: "\n")
    }

    private func clipped(_ text: String, _ most: Int) -> String {
        text.count <= most ? text : text.prefix(most - 1) + "…"
    }
}

// MARK: - Elements

extension DrivePicture {
    private func line(_ locations: [TourDocument.Location], _ colour: String, width: Double, opacity: Double = 1)
        -> String
    {
        line(frame.thinned(locations.map(frame.point)), colour, width: width, opacity: opacity)
    }

    private func line(_ points: [(x: Double, y: Double)], _ colour: String, width: Double, opacity: Double = 1)
        -> String
    {
        let list = points.map { "\(decimal($0.x, 1)),\(decimal($0.y, 1))" }.joined(separator: " ")
        return """
            <polyline points="\(list)" fill="none" stroke="\(colour)" stroke-width="\(width)" stroke-linecap="round" \
            stroke-linejoin="round" opacity="\(opacity)"/>
            """
    }

    private func dot(_ point: (x: Double, y: Double), _ radius: Double, _ colour: String, stroke: String? = nil)
        -> String
    {
        let edge = stroke.map { " stroke=\"\($0)\" stroke-width=\"1.5\"" } ?? ""
        return
            "<circle cx=\"\(decimal(point.x, 1))\" cy=\"\(decimal(point.y, 1))\" r=\"\(radius)\" fill=\"\(colour)\"\(edge)/>"
    }

    private func text(
        _ text: String,
        x: Double,
        y: Double,
        size: Int,
        weight: Int = 400,
        anchor: String = "start"
    ) -> String {
        """
        <text x="\(decimal(x, 1))" y="\(decimal(y, 1))" font-size="\(size)" font-weight="\(weight)" text-anchor="\(anchor)" \
        style="font-variant-numeric: tabular-nums">\(escaped(text))</text>
        """
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
