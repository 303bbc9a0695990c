extension TourCheck {
    /// A place's stretch of the route, from where it is shown to where it is left.
    private struct Stretch {
        let place: TourDocument.Place
        /// Metres along the route; of a loop's last place the stretch may go on beyond the end.
        let start: Double
        let end: Double
    }

    /// In the order in which the vehicle comes by.
    private var stretches: [Stretch] {
        guard let route = plan.route else { return [] }
        return places.compactMap { place, planned in
            guard let trigger = planned.triggerMetres, let exit = planned.exitMetres else { return nil }
            let start = route.isLoop ? route.normalized(trigger) : trigger
            return Stretch(place: place, start: start, end: start + exit - trigger)
        }
        .sorted { $0.start < $1.start }
    }

    /// Each stretch with the start of the next one, which on a loop may be a lap later; `nil` at the end of the route.
    private var sequence: [(stretch: Stretch, next: (place: TourDocument.Place, start: Double)?)] {
        let stretches = stretches
        return stretches.enumerated().map { index, stretch in
            if index + 1 < stretches.count {
                return (stretch, (stretches[index + 1].place, stretches[index + 1].start))
            }
            guard let route = plan.route, route.isLoop, let first = stretches.first else { return (stretch, nil) }
            return (stretch, (first.place, first.start + route.lengthMetres))
        }
    }

    /// Places that are shown before the one before them is left.
    var overlaps: [TourFinding] {
        sequence.compactMap { stretch, next in
            guard let next, next.start < stretch.end, next.place.id != stretch.place.id,
                let trigger = next.place.trigger
            else { return nil }
            return finding(
                .overlappingTriggers,
                at: trigger.marks["lead_m"],
                "'\(next.place.id)' is shown \(whole(stretch.end - next.start)) m before '\(stretch.place.id)' is left",
                advice: "shorten its `lead_m`, or the other's `exit_m`, by so much"
            )
        }
    }

    /// Narration that still speaks when the next place is shown.
    func longNarration(_ durations: [String: Double]) -> [TourFinding] {
        sequence.flatMap { stretch, next -> [TourFinding] in
            guard let next, stretch.place.comfort != .stopped else { return [] }
            let speed =
                stretch.place.comfort == .slow
                ? min(TourDocument.Comfort.slowKilometresPerHour, document.speedKilometresPerHour)
                : document.speedKilometresPerHour
            let time = (next.start - stretch.start) / (speed / 3.6)
            return stretch.place.epochs.flatMap { epoch in
                narration(of: epoch).compactMap { language, path, mark in
                    guard let duration = durations[document.resolve(path)], duration > time else { return nil }
                    return finding(
                        .longNarration,
                        at: mark,
                        "the narration in `\(language)` takes \(whole(duration.rounded(.up))) s, but at "
                            + "\(whole(speed)) km/h '\(next.place.id)' is shown after \(whole(time.rounded(.down))) s",
                        advice:
                            "shorten it, or set the triggers further apart; `speed_kmh` of the tour says how fast it drives"
                    )
                }
            }
        }
    }

    /// Epochs that speak, and write nothing for those who cannot hear.
    var missingCaptions: [TourFinding] {
        document.places.flatMap(\.epochs).compactMap { epoch in
            guard epoch.narration != nil, epoch.captions == nil else { return nil }
            return finding(
                .missingCaptions,
                at: epoch.marks["narration"],
                "'\(epoch.id)' has `narration`, but no `captions`",
                advice: "add a WebVTT file for each language"
            )
        }
    }

    /// In the order of the lines.
    private func narration(
        of epoch: TourDocument.Epoch
    ) -> [(language: String, path: String, mark: SourceMark)] {
        guard let narration = epoch.narration else { return [] }
        return narration.values.map { ($0, $1, narration.marks[$0]) }.sorted { $0.mark < $1.mark }
    }
}
