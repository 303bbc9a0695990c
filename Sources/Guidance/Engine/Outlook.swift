import Tour

/// Why the next place is not on yet.
package struct Outlook: Sendable, Hashable {
    /// What comes next; `nil` where that is not known.
    package let place: String?
    package let reason: GuidanceEvent.Reason
    /// m/s at which the place may begin at most; `nil` where any speed will do.
    package let allowedSpeed: Double?
    /// How long there has been no fix on the route; `nil` where there are.
    package let secondsWithoutFix: Double?
}

extension GuidanceEngine {
    /// `nil` where nothing comes any more, and without a route.
    package var outlook: Outlook? {
        guard route != nil else { return nil }
        switch position {
        case .searching: return outlook(nil, .fault(presentFault ?? .noFix))
        case .lost: return outlook(nil, .uncertain(deviationMetres: deviationMetres ?? 0))
        case .detour: return outlook(nil, .fault(presentFault ?? .offRoute))
        case .tracked, .estimated:
            if let (index, reason) = due { return outlook(index, reason) }
            guard let next = arrivals(atMost: 1).first else { return nil }
            let index = places.firstIndex { $0.id == next.place }
            return outlook(index, .near(metres: next.metres, seconds: next.seconds))
        }
    }

    private func outlook(_ index: Int?, _ reason: GuidanceEvent.Reason) -> Outlook {
        Outlook(
            place: index.map { places[$0].id },
            reason: reason,
            allowedSpeed: index.flatMap { places[$0].comfort.fastestSpeed },
            secondsWithoutFix: position == .tracked ? nil : matcher?.lastMatch.map { time - $0 }
        )
    }

    /// The last place whose trigger is crossed, whose exit is not reached, and what keeps it from being shown.
    private var due: (index: Int, reason: GuidanceEvent.Reason)? {
        guard let progress = progressMetres else { return nil }
        let crossed = places.indices.filter { index in
            guard tracks[index].state != .shown, let span = span(index) else { return false }
            return progress >= span.enter && progress < span.exit
        }
        return crossed.reversed().lazy.compactMap { index in self.obstacle(index).map { (index, $0) } }.first
    }
}
