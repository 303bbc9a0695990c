extension TourDocument.Place {
    init?(_ mapping: inout MappingReader) {
        let id = mapping.required("id", .identifier)
        let title = mapping.required("title", .title)
        let location = mapping.required("location", .mapping("location", TourDocument.Location.init))
        let progress = mapping.optional("progress_m", .number(in: 0...10_000_000))
        let trigger = mapping.optional("trigger", .mapping("trigger", TourDocument.Trigger.init))
        let comfort: TourDocument.Comfort? = mapping.optional("comfort", .choice)
        let epochs = mapping.required("epochs", .epochs)
        guard let id, let title, let location, let epochs else { return nil }
        self.init(
            id: id,
            title: title,
            location: location,
            progressMetres: progress,
            trigger: trigger,
            comfort: comfort ?? .any,
            epochs: epochs,
            marks: mapping.marks
        )
    }
}

extension ValueReader<[TourDocument.Epoch]> {
    fileprivate static var epochs: Self {
        ListReader.nonEmpty
            .then { epochs, _ in
                // Before they are read, so that a mistake elsewhere in an epoch does not hide this one.
                checkBases(in: epochs)
                return epochs
            }
            .each(.mapping("epoch", TourDocument.Epoch.init))
    }
}

/// Reports each photo that is not laid over a panorama of its place.
private func checkBases(in epochs: [ValueNode]) {
    let ids = epochs.map { $0["id"]?.text }
    let named = Dictionary(zip(ids, epochs)) { first, _ in first }
    // Enough to choose from; a hostile file could have as many as the memory holds.
    let panoramas = epochs.filter { $0["panorama"] != nil }.prefix(32).compactMap { $0["id"]?.text }
    for (epoch, id) in zip(epochs, ids) {
        guard let base = epoch["photo"]?["on"], let meant = base.text else { continue }
        let fault: String
        if let other = named[meant] {
            if other["panorama"] != nil || other["photo"] == nil { continue }
            fault = meant == id ? "this epoch itself" : "itself a photo"
        } else {
            // An epoch whose id cannot be read may be the one that is meant.
            if named[nil] != nil { continue }
            fault = "no epoch of this place"
        }
        base.report(
            .unknownEpoch,
            "`on` is '\(abridged(meant))', \(fault)",
            advice: panoramas.isEmpty
                ? "add an epoch with a panorama for the photo to lie on"
                : suggestion(for: meant, among: panoramas.map(abridged))
        )
    }
}
