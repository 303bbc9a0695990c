extension TourCheck {
    /// Places that the vehicle does not come by, and triggers that it cannot set off.
    var reach: [TourFinding] {
        places.flatMap { place, planned in
            guard let route = plan.route else { return lacksRoute ? [] : withoutRoute(place) }
            if let finding = swapped(place, route) { return [finding] }
            guard let trigger = place.trigger else { return guideOnly(place, route) }
            guard let progress = planned.progressMetres else { return offRoute(place, trigger, route) }
            return wrongProgress(place, progress, route) + start(place, trigger, progress, route)
                + heading(place, trigger, progress, route)
        }
    }

    private func withoutRoute(_ place: TourDocument.Place) -> [TourFinding] {
        var findings: [TourFinding] = []
        if let trigger = place.trigger, trigger.zone == nil {
            findings.append(
                finding(
                    .unreachablePlace,
                    at: place.marks["trigger"],
                    "nothing can set off the trigger of '\(place.id)': the tour has no `route`, and the trigger no `zone`",
                    advice:
                        "give the tour a `route`, or the trigger a `zone`; or remove it to leave the place to the guide"
                )
            )
        }
        if place.progressMetres != nil {
            findings.append(
                finding(
                    .wrongProgress,
                    at: place.marks["progress_m"],
                    "`progress_m` of '\(place.id)' means nothing, since the tour has no `route`",
                    advice: "give the tour a `route`, or remove it"
                )
            )
        }
        return findings
    }

    /// A place that is near the route only if its latitude is taken for its longitude.
    private func swapped(_ place: TourDocument.Place, _ route: Route) -> TourFinding? {
        let start = route.locations[0]
        guard let swapped = place.location.swapped, !place.location.isWithinReach(of: start),
            swapped.isWithinReach(of: start)
        else { return nil }
        return finding(
            .swappedCoordinates,
            at: place.marks["location"],
            "latitude and longitude of '\(place.id)' seem to have changed places: it is far from the route",
            advice: "swap `latitude_deg` and `longitude_deg`"
        )
    }

    private func guideOnly(_ place: TourDocument.Place, _ route: Route) -> [TourFinding] {
        let distance = route.distance(to: place.location)
        guard place.progressMetres == nil, distance > TourRoute.farthestPlaceMetres else { return [] }
        return [
            finding(
                .guideOnly,
                at: place.marks.mapping,
                "'\(place.id)' lies \(whole(distance.rounded(.up))) m from the route and has no trigger: only the guide can show it",
                advice: "give it a `trigger` with a `zone`, unless it is meant so"
            )
        ]
    }

    /// No point on the route: too far away, or a finding of the planning tells why.
    private func offRoute(
        _ place: TourDocument.Place,
        _ trigger: TourDocument.Trigger,
        _ route: Route
    ) -> [TourFinding] {
        let distance = route.distance(to: place.location)
        guard place.progressMetres == nil, trigger.zone == nil, distance > TourRoute.farthestPlaceMetres else {
            return []
        }
        return [
            finding(
                .offRoute,
                at: place.marks["location"],
                "'\(place.id)' lies \(whole(distance.rounded(.up))) m from the route, more than \(whole(TourRoute.farthestPlaceMetres)) m, "
                    + "so its trigger is never set off",
                advice: "correct `location` or the route, state `progress_m`, or give the trigger a `zone`"
            )
        ]
    }

    /// A stated progress at which the route is far from the place, though elsewhere it comes by.
    private func wrongProgress(_ place: TourDocument.Place, _ progress: Double, _ route: Route) -> [TourFinding] {
        let limit = TourRoute.farthestPlaceMetres
        guard place.progressMetres != nil else { return [] }
        let there = LocalPlane(at: place.location).distance(to: route.location(atMetres: progress))
        let passes = route.passes(of: place.location, withinMetres: limit)
        guard there > limit, let nearest = passes.min(by: { $0.offsetMetres < $1.offsetMetres }) else { return [] }
        return [
            finding(
                .wrongProgress,
                at: place.marks["progress_m"],
                "at \(whole(progress)) m the route is \(whole(there)) m from '\(place.id)'; it comes by at "
                    + "\(whole(nearest.progressMetres)) m",
                advice: "write that as `progress_m`, or remove the key"
            )
        ]
    }

    private func start(
        _ place: TourDocument.Place,
        _ trigger: TourDocument.Trigger,
        _ progress: Double,
        _ route: Route
    ) -> [TourFinding] {
        let most = route.isLoop ? route.lengthMetres - trigger.exitMetres : progress
        guard trigger.leadMetres > most else { return [] }
        return [
            finding(
                .triggerBeforeStart,
                at: trigger.marks["lead_m"],
                route.isLoop
                    ? "`lead_m` and `exit_m` of '\(place.id)' are together longer than the loop, \(whole(route.lengthMetres)) m"
                    : "`lead_m` is \(whole(trigger.leadMetres)), but the route begins only \(whole(progress)) m before "
                        + "'\(place.id)', so the trigger is never passed",
                advice: "write at most \(max(0, Int(most)))\(route.isLoop ? "" : ", or begin the route earlier")"
            )
        ]
    }

    private func heading(
        _ place: TourDocument.Place,
        _ trigger: TourDocument.Trigger,
        _ progress: Double,
        _ route: Route
    ) -> [TourFinding] {
        guard let wanted = trigger.headingRadians else { return [] }
        let driven = route.headingRadians(atMetres: progress - trigger.leadMetres)
        guard angle(between: wanted, driven) > TourRoute.headingTolerance else { return [] }
        return [
            finding(
                .headingAgainstRoute,
                at: trigger.marks["heading_deg"],
                "`heading_deg` is \(whole(trigger.headingDegrees ?? 0)), but where '\(place.id)' is triggered the route "
                    + "leads to \(whole(driven * 180 / .pi))°, more than \(whole(TourRoute.headingTolerance * 180 / .pi))° off",
                advice: "write \(whole(driven * 180 / .pi)), or remove the key if the place may be passed either way"
            )
        ]
    }
}

extension Route {
    /// Metres to the nearest point.
    func distance(to location: TourDocument.Location) -> Double {
        var least = Double.infinity
        forEachProjection(of: location, withinMetres: .infinity) { least = min(least, $0.offsetMetres) }
        return least
    }
}
