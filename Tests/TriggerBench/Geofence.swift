import Guidance
import Tour

/// What most systems do: a place is shown when a fix lies in the circle about it, and may be shown again when one has
/// lain outside. The circle is so large that along the route it begins at the trigger.
struct Geofence {
    let places: [PlannedPlace]

    func firings(_ fixes: [TimedFix]) -> [Trial.Firing] {
        var inside = Array(repeating: false, count: places.count)
        var firings: [Trial.Firing] = []
        for timed in fixes {
            guard let location = timed.fix.location else { continue }
            for (index, place) in places.enumerated() {
                let offset = LocalPlane(at: place.location).metres(to: location)
                let radius = (place.progressMetres ?? 0) - (place.triggerMetres ?? 0)
                let isInside = (offset * offset).sum() <= radius * radius
                if isInside, !inside[index] { firings.append(Trial.Firing(place: index, time: timed.time)) }
                inside[index] = isInside
            }
        }
        return firings
    }
}
