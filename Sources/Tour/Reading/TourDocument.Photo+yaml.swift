extension ValueReader<[TourDocument.Photo]> {
    /// One photo, or a list of them, the first of which tells base and tone of all.
    static var photos: Self {
        ListReader(
            wanted: "a mapping of keys to values, or a list of such",
            advice: "write a line `key: value` for each of its keys, indented below it",
            parse: { $0.isMapping ? [$0] : $0.items }
        )
        .refusing(.emptyList, "with nothing in it", advice: "write at least one item", where: \.isEmpty)
        .then { nodes, _ in
            checkGround(of: nodes)
            let ground = PhotoGround(of: nodes)
            let photos = nodes.enumerated().compactMap { index, node in
                ValueReader<TourDocument.Photo>.mapping("photo") {
                    TourDocument.Photo(&$0, on: ground, isFirst: index == 0)
                }
                .read(node)
            }
            return photos.count == nodes.count ? photos : nil
        }
    }
}

/// What the photos of an epoch lie on.
private struct PhotoGround {
    let base: String?
    let tone: TourDocument.Tone

    /// - Parameter photos: at least one. What is wrong in them is not said here.
    init(of photos: [ValueNode]) {
        base = photos.first?["on"]?.text
        tone = photos.first?["tone"]?.text.flatMap(TourDocument.Tone.init) ?? .keep
    }
}

/// Reports each photo that says something else of the ground than the first.
private func checkGround(of photos: [ValueNode]) {
    guard let first = photos.first, first.isMapping else { return }
    for photo in photos.dropFirst() {
        for (key, otherwise) in [("on", nil), ("tone", TourDocument.Tone.keep.rawValue)] {
            let common = first[key].map(\.text) ?? otherwise
            guard let own = photo[key], let meant = own.text, meant != common else { continue }
            own.report(
                .contradiction,
                "`\(key)` is '\(abridged(meant))', but "
                    + (common.map { "'\(abridged($0))' in the epoch's first photo" }
                        ?? "the epoch's first photo has none"),
                advice: "the photos of an epoch lie on one ground: say it in the first, and remove it here"
            )
        }
    }
}

extension TourDocument.Photo {
    fileprivate init?(_ mapping: inout MappingReader, on ground: PhotoGround, isFirst: Bool) {
        let path = mapping.required("path", .path(.photo))
        // The ground has both already; here it is said what is wrong with them.
        _ = mapping.optional("on", .text)
        _ = mapping.optional("tone", ValueReader<TourDocument.Tone>.choice)
        let placement = Placement(&mapping)
        let isStereoCard = mapping.optional("stereo", .card) ?? false
        let swapsEyes = mapping.optional("swap_eyes", .flag) ?? false
        let restoration = mapping.optional("restore", .restoration) ?? []
        mapping.refuse(
            "swap_eyes",
            without: "stereo",
            advice: "add `stereo: side-by-side` to a stereo card, or remove it"
        )
        if ground.base == nil { mapping.demandBase(tone: ground.tone, isFirst: isFirst) }
        guard let path, let placement else { return nil }
        self.init(
            path: path,
            base: ground.base,
            placement: placement,
            isStereoCard: isStereoCard,
            swapsEyes: swapsEyes,
            restoration: restoration,
            tone: ground.tone,
            marks: mapping.marks
        )
    }
}

extension MappingReader {
    /// Without a base there is only paper, and nothing that control points could point at.
    fileprivate mutating func demandBase(tone: TourDocument.Tone, isFirst: Bool) {
        // The tone is the first one's: with that it is wrong once.
        guard tone == .paper ? has("control_points") : isFirst else { return }
        demand(["on"]) { [context, marks] _ in
            context.report(
                .eitherOr,
                at: marks.mapping,
                "this photo does not say what it lies on",
                advice: "add `on:` with an epoch of this place that has a panorama, or `tone: paper` with a `pose`"
            )
        }
    }
}

extension ValueReader<Bool> {
    /// True where a photo is a stereo card.
    fileprivate static var card: Self {
        let layout = TourDocument.StereoLayout.sideBySide.rawValue
        return ValueReader<String>.text.converting(
            .unknownValue,
            "which no stereo card is",
            advice: { _ in "write `\(layout)`" },
            by: { $0 == layout ? true : nil }
        )
    }
}
