/// An epoch of a place, as it may be shown.
package struct SceneID: Sendable, Hashable, Codable {
    package let place: String
    package let epoch: String

    package init(place: String, epoch: String) { (self.place, self.epoch) = (place, epoch) }
}
