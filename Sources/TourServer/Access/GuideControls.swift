internal import TourBundle

/// Who has the controls, as one console is told.
struct GuideControls: Encodable, Equatable {
    /// Who is signed in here.
    var guide: String
    /// Whether this console has them.
    var controls: Bool
    /// Whose console has them; `nil` where nobody's.
    var controller: String?
}

extension AccessControl {
    /// `nil` where the session does not count any more.
    func controls(of token: Digest) -> GuideControls? {
        with { inner, time in
            guard let session = inner.sessions.session(token, at: time) else { return nil }
            let controller = inner.sessions.controller
            return GuideControls(
                guide: session.guide,
                controls: controller == token,
                controller: controller.flatMap { inner.sessions.sessions[$0]?.guide }
            )
        }
    }
}
