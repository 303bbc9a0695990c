import Yams

/// The mapping of one picture (`photo`, `panorama`) within a tour's text.
struct PictureText {
    let text: YAMLBytes
    let root: Node
    /// To the mapping.
    let path: [NodeStep]
    let mapping: Node.Mapping

    /// - Throws: where the text is no YAML, or has no such picture that is a mapping.
    init(_ bytes: [UInt8], _ address: PictureAddress) throws(TourEditError) {
        text = YAMLBytes(bytes)
        guard let root = try? Yams.compose(yaml: String(decoding: bytes, as: UTF8.self), .basic, .default, .utf8) else {
            throw TourEditError("this is not YAML; put it right first, `zeitreise check` says where")
        }
        self.root = root
        guard let path = Self.path(to: address, in: root), let mapping = root.at(path)?.mapping else {
            throw TourEditError(
                "there is no photo of '\(address.epoch)' at '\(address.place)' here, nor a panorama whose keys are "
                    + "written out; look whether the file changed"
            )
        }
        (self.path, self.mapping) = (path, mapping)
    }

    var isFlow: Bool { text.isFlow(.mapping(mapping)) }

    var line: Int? { mapping.mark?.line }

    func entry(_ key: String) -> (key: Node, value: Node)? {
        mapping.first { $0.key.scalar?.string == key }.map { ($0.key, $0.value) }
    }

    /// The points that stand there; nil where there is no such list, or none in it.
    var points: Node.Sequence? {
        guard let list = entry("control_points")?.value.sequence, !list.isEmpty else { return nil }
        return list
    }

    /// Of an entry, its key included.
    func range(of key: String) throws(TourEditError) -> Range<Int> {
        guard let entry = entry(key), let start = text.start(of: entry.key),
            let end = text.entryEnd(entry.key, entry.value), start < end
        else { throw .unusualLayout(line: entry(key)?.key.mark?.line ?? line) }
        return start..<end
    }

    private static func path(to address: PictureAddress, in root: Node) -> [NodeStep]? {
        func item(of list: [NodeStep], withID id: String) -> [NodeStep]? {
            let index = root.at(list)?.sequence?.firstIndex { $0.mapping?["id"]?.scalar?.string == id }
            return index.map { list + [.index($0)] }
        }
        guard let place = item(of: [.key("places")], withID: address.place),
            let epoch = item(of: place + [.key("epochs")], withID: address.epoch)
        else { return nil }
        let photo = epoch + [.key("photo")]
        if root.at(photo)?.sequence != nil { return photo + [.index(address.index)] }
        if root.at(photo) != nil { return address.index == 0 ? photo : nil }
        return address.index == 0 ? epoch + [.key("panorama")] : nil
    }
}
