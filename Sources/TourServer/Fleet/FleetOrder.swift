/// What the guide wants of headsets as things: where they lie, and who has them. Headsets by their id.
package enum FleetOrder: Sendable, Equatable {
    /// On this seat; whichever headset has it gets this one's. `nil` takes it off its seat.
    case seat(headset: String, seat: String?)
    /// All that have none, as far as there is room: on the seat that they are called like, or on the next free one.
    case seatAll
    /// To a guest; `nil` all that have a seat.
    case handOut(headset: String?)
    /// `nil` all that are handed out.
    case takeBack(headset: String?)
    /// `nil` leaves it as it is; without a headset, all that are not handed out.
    case tick(headset: String?, cleaned: Bool?, charged: Bool?)
    /// It has to enrol anew.
    case remove(headset: String)
}
