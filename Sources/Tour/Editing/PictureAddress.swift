/// Which picture of a tour is meant.
package struct PictureAddress: Sendable, Hashable {
    package let place: String
    package let epoch: String
    /// Among the epoch's photos; 0 for a panorama.
    package let index: Int

    package init(place: String, epoch: String, index: Int) {
        self.place = place
        self.epoch = epoch
        self.index = index
    }
}
