/// What the engine remembers of a place.
struct PlaceTrack: Sendable {
    var state = PlaceState.idle
    /// Which lap's trigger is the next; its progress is the span's plus so many lengths of the route.
    var lap = 0
    /// Why it is not shown although its trigger is crossed.
    var waiting: GuidanceEvent.Reason?
    /// Since when a vehicle is too fast for what is shown; `nil` while it is not.
    var fastSince: Double?
    var isTooFast = false
    /// Shown by its zone, not by its trigger.
    var isByZone = false
    /// Where it is left, if it was shown only behind its exit.
    var lateExit: Double?
    /// Shown by the guide after it had been left in this lap.
    var isRepeat = false
}
