/// A rectangle of whole pixels: half-open, from its top left corner.
struct CardArea: Sendable, Hashable {
    var left: Int
    var top: Int
    var right: Int
    var bottom: Int

    var width: Int { right - left }
    var height: Int { bottom - top }
}
