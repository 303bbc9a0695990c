import Foundation

extension Route {
    /// The arc that a bus drives round a street corner: that of the axles where a twelve-metre bus turns as sharply as it must be able to
    /// (its outermost corner within 12.5 m, UN Regulation 107) and with some room to spare.
    private static let cornerRadiusMetres = 12.0
    /// A corner sharper than this (radians) is a place to turn round, not a longer arc.
    private static let sharpestCorner = 2.2

    /// Headings in which a bus drives along the route: its line's, with each corner rounded by the arc that a bus needs, as far as
    /// the line beside it leaves room.
    ///
    /// - Returns: radians clockwise from true north, 0 ..< 2π, at `count` places from `metres` on.
    package func drivenHeadings(fromMetres metres: Double, everyMetres step: Double, count: Int) -> [Double] {
        (0..<count).map { drivenHeading(atMetres: normalized(metres + Double($0) * step)) }
    }

    private func drivenHeading(atMetres progress: Double) -> Double {
        let index = segment(atMetres: progress)
        let since = progress - distancesMetres[index]
        let left = distancesMetres[index + 1] - progress
        var heading = heading(ofSegment: index)
        if let corner = corner(before: index), since < corner.reach {
            heading -= corner.angle * (1 - since / corner.reach) / 2
        } else if let after = next(index), let corner = corner(before: after), left < corner.reach {
            heading += corner.angle * (1 - left / corner.reach) / 2
        }
        return heading - 2 * .pi * (heading / (2 * .pi)).rounded(.down)
    }

    /// What the route turns where a segment begins (−π to π), and how far before and behind a bus is in its arc, metres.
    private func corner(before index: Int) -> (angle: Double, reach: Double)? {
        guard let last = previous(index) else { return nil }
        let angle = remainder(heading(ofSegment: index) - heading(ofSegment: last), 2 * .pi)
        let wanted = Self.cornerRadiusMetres * tan(min(abs(angle), Self.sharpestCorner) / 2)
        let reach = min(wanted, length(ofSegment: index) / 2, length(ofSegment: last) / 2)
        return reach > 0 ? (angle, reach) : nil
    }

    private func previous(_ index: Int) -> Int? { index > 0 ? index - 1 : isLoop ? distancesMetres.count - 2 : nil }

    private func next(_ index: Int) -> Int? { index < distancesMetres.count - 2 ? index + 1 : isLoop ? 0 : nil }

    private func length(ofSegment index: Int) -> Double { distancesMetres[index + 1] - distancesMetres[index] }

    private func heading(ofSegment index: Int) -> Double { headingRadians(atMetres: distancesMetres[index]) }
}
