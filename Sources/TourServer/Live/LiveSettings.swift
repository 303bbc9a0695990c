package import Guidance
package import Tour

/// How a drive is led.
package struct LiveSettings: Sendable {
    /// `nil`: only a guide shows places, or each passenger.
    package var source: (any PositionSource)?
    /// The file that outlives the process; `nil` keeps nothing.
    package var statePath: String?
    /// Without any, nobody can sign in, and the tour is open to all.
    package var guides: [GuidePIN] = []
    package var provisioning = ProvisioningTokens()
    /// Names by which the server is called, beside its addresses.
    package var hosts: [String] = []
    /// Of the bus; without one headsets have no seats.
    package var seats: SeatPlan?
    /// Whether everybody on the network may see the tour and the state, although there are guides.
    package var isOpenTour = false
    /// Whether requests come over TLS.
    package var isSecure = false

    package init() {}

    /// Whether content and state are for all.
    var isOpen: Bool { isOpenTour || guides.isEmpty }
}
