/// A face of the cubemap, seen from inside. The order is that of files and URLs.
///
/// Front, right, back and left stand upright; the bottom edge of *up* and the top edge of *down* adjoin front.
package enum CubeFace: Int, CaseIterable, Sendable {
    case front
    case right
    case back
    case left
    case up
    case down

    /// One of `f r b l u d`, as in tile addresses.
    package var letter: Character {
        switch self {
        case .front: "f"
        case .right: "r"
        case .back: "b"
        case .left: "l"
        case .up: "u"
        case .down: "d"
        }
    }

    package init?(letter: some StringProtocol) {
        guard let face = Self.allCases.first(where: { String($0.letter) == letter }) else { return nil }
        self = face
    }
}
