internal import HTTPTypes

// Refusals of what changes state, and of those who may not.
extension Problem {
    static let wrongHost = Self(
        .misdirectedRequest,
        "This server does not answer to that host name; use one of its own, or name it with --host."
    )
    static let notEnrolled = Self(
        .unauthorized,
        "Only enrolled headsets and guides may see this; enrol, or sign in.",
        [.wwwAuthenticate: "Bearer"]
    )
    static let guidesOnly = Self(.unauthorized, "Only a guide may do this; sign in.", [.wwwAuthenticate: "Bearer"])
    static let otherHeadset = Self(.forbidden, "A headset may report of itself alone, with its own token.")
    static let crossSite = Self(.forbidden, "This request comes from a page of another site.")
    static let noGuides = Self(.forbidden, "This server knows no guide; start it with --guide-pin-file.")
    static let unsafeSignIn = Self(
        .forbidden,
        "A PIN must not travel unencrypted; use https, or this very machine as localhost."
    )
    static let wrongPIN = Self(.unauthorized, "This PIN is not right.", [.wwwAuthenticate: "PIN"])
    static let wrongToken = Self(.forbidden, "This provisioning token is not known here.")
    static let wrongClaim = Self(.notFound, "This application is over or was never made; make a new one.")
    static let wrongCode = Self(.notFound, "No headset waits with this code; codes are over after ten minutes.")
    static let noControls = Self(.conflict, "Another guide has the controls; take over first.")
    static let oldSequence = Self(.conflict, "A later order of this guide has been carried out already.")
    static let noSuchPlace = Self(.unprocessableContent, "There is no such place, or none further on.")
    static let noSuchEpoch = Self(.unprocessableContent, "This place has no such epoch.")
    static let nothingShown = Self(.unprocessableContent, "No place is shown.")
    static let noSuchHeadset = Self(.unprocessableContent, "There is no such headset.")
    static let noSuchSeat = Self(.unprocessableContent, "There is no such seat, or it is blocked.")
    static let notSensible = Self(
        .unprocessableContent,
        "The body lacks something, or holds a value out of its range; see /api/v1/openapi.json."
    )
    static let malformedBody = Self(.badRequest, "The body is not the JSON that this address takes.")
    static let notJSON = Self(
        .unsupportedMediaType,
        "This address takes application/json only.",
        [.accept: "application/json"]
    )
    static let tooLargeBody = Self(
        .contentTooLarge,
        "The body is larger than any that this address takes.",
        [.connection: "close"]
    )
    static let tooManyHeadsets = Self(.tooManyRequests, "Too many headsets ask at once.", [.retryAfter: "60"])
    static let unreadableLog = Self(
        .serviceUnavailable,
        "The log of headsets cannot be read at this moment; the server's log says why.",
        [.retryAfter: "10"]
    )
    static let tooManyStreams = Self(.serviceUnavailable, "Too many clients listen.", [.retryAfter: "10"])

    static func tooManyTries(wait: Double) -> Self {
        let seconds = Int(wait.rounded(.up))
        return Self(.tooManyRequests, "Too many wrong PINs; wait before the next.", [.retryAfter: "\(max(seconds, 1))"])
    }

    static func methodNotAllowed(allow: String) -> Self {
        Self(.methodNotAllowed, "This address does not take this method.", [.allow: allow])
    }

    init(_ refusal: OrderRefusal) {
        self =
            switch refusal {
            case .noSuchPlace: .noSuchPlace
            case .noSuchEpoch: .noSuchEpoch
            case .nothingShown: .nothingShown
            case .noSuchHeadset: .noSuchHeadset
            case .noSuchSeat: .noSuchSeat
            case .notSensible: .notSensible
            }
    }
}
