/// Reads a list in two steps: its items as nodes, then each of them.
typealias ListReader = ValueReader<[ValueNode]>

extension ListReader {
    /// Any list; those of its items that have ids have different ones.
    static var plain: Self {
        Self(
            wanted: "a list",
            advice: "write a line `- item` for each of its items, indented below it",
            parse: \.items
        )
        .then { items, list in
            list.context.refuseDuplicates(items.compactMap { $0["id"] })
            return items
        }
    }

    static var nonEmpty: Self {
        plain.refusing(.emptyList, "with nothing in it", advice: "write at least one item", where: \.isEmpty)
    }

    /// Reads all items; `nil` where one of them is wrong.
    func each<Item>(_ reader: ValueReader<Item>) -> ValueReader<[Item]> {
        then { nodes, _ in
            let items = nodes.compactMap(reader.read)
            return items.count == nodes.count ? items : nil
        }
    }
}
