import Guidance
import TestSupport
import Tour

/// What most systems do: a place is shown when a fix lies in the circle about it, and may be shown again when one has
/// lain outside. The circle is so large that along the route it begins at the trigger.
struct Geofence {
    let places: [PlannedPlace]

    func firings(_ fixes: [TimedFix]) -> [TriggerScore.Firing] {
        var inside = Array(repeating: false, count: places.count)
        var firings: [TriggerScore.Firing] = []
        for timed in fixes {
            guard let location = timed.fix.location else { continue }
            for (index, place) in places.enumerated() {
                let radius = (place.progressMetres ?? 0) - (place.triggerMetres ?? 0)
                let isInside = LocalPlane(at: place.location).distance(to: location) <= radius
                if isInside, !inside[index] { firings.append(TriggerScore.Firing(place: index, time: timed.time)) }
                inside[index] = isInside
            }
        }
        return firings
    }
}
