/// For whom a tile set is.
package enum Eye: String, Sendable {
    case both
    case left
    case right
}
