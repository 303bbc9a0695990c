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

/// Reports each picture that does not lie on a panorama of its place.
private func checkBases(in epochs: [ValueNode]) {
    let ids = epochs.map { $0["id"]?.text }
    let named = Dictionary(zip(ids, epochs)) { first, _ in first }
    // Enough to choose from; a hostile file could have as many as the memory holds.
    let panoramas = epochs.lazy.filter { $0["panorama"] != nil }.prefix(32).map(\.self)
    for (epoch, id) in zip(epochs, ids) {
        let isPanorama = epoch["panorama"] != nil
        for base in epoch.pictures.compactMap({ $0["on"] }) {
            guard let meant = base.text else { continue }
            // An epoch whose id cannot be read may be the one that is meant.
            if named[meant] == nil, named[nil] != nil { continue }
            guard let fault = reason(against: named[meant], isItself: meant == id, under: isPanorama) else { continue }
            let others = panoramas.filter {
                reason(against: $0, isItself: $0["id"]?.text == id, under: isPanorama) == nil
            }
            .compactMap { $0["id"]?.text }
            base.report(
                .unknownEpoch,
                "`on` is '\(abridged(meant))', \(fault)",
                advice: others.isEmpty
                    ? "add an epoch with a panorama for it to lie on"
                    : suggestion(for: meant, among: others.map(abridged))
            )
        }
    }
}

/// Why an epoch can be no base; `nil` where it can.
private func reason(against base: ValueNode?, isItself: Bool, under isPanorama: Bool) -> String? {
    guard let base else { return "no epoch of this place" }
    if isItself { return "this epoch itself" }
    if base["panorama"] == nil { return base["photo"] == nil ? nil : "itself a photo" }
    return isPanorama && base["panorama"]?["on"] != nil ? "which itself lies on another" : nil
}

extension ValueNode {
    /// Of an epoch: what of its panorama and its photos can have keys.
    fileprivate var pictures: [ValueNode] {
        ["panorama", "photo"].compactMap { self[$0] }.flatMap { $0.items ?? [$0] }
    }
}
