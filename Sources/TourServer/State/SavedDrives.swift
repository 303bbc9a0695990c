/// The drives' records as they outlive the process.
package struct SavedDrives: Sendable, Equatable, Codable {
    package var log: DriveLog
    /// The machine's run during which the times count.
    package var boot: String
    /// The tour that is driven.
    package var tour: String
    /// When this was written, on the server's clock of that boot.
    package var savedS: Double

    package init(_ state: TourState, boot: String, dateOffset: Double) {
        (log, self.boot) = (state.log.dated(dateOffset), boot)
        (tour, savedS) = (state.catalogue.tour, state.time)
    }
}

extension TourState {
    /// Takes up the records where another process ended.
    package mutating func restore(_ saved: SavedDrives, boot: String, at time: Double) {
        log = saved.log
        if saved.boot != boot {
            log.end(at: saved.savedS)
        } else if saved.tour != catalogue.tour {
            log.beginAnew(at: time)
        } else {
            log.expectAll(at: time)
        }
        log.dropDamaged()
    }
}
