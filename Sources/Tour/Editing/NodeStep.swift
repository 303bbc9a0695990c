import Yams

/// A step from a YAML node to one within it.
enum NodeStep: Hashable {
    case key(String)
    case index(Int)
}

extension Node {
    /// The node at the end of a path; nil where there is none.
    func at(_ path: some Collection<NodeStep>) -> Node? {
        guard let step = path.first else { return self }
        return child(step)?.at(path.dropFirst())
    }

    /// The same with another node at the end of a path.
    func replacing(_ path: some Collection<NodeStep>, with change: (Node) -> Node) -> Node {
        guard let step = path.first else { return change(self) }
        let rest = path.dropFirst()
        switch (self, step) {
        case (.mapping(let mapping), .key(let key)):
            let pairs = mapping.map { pair in
                (pair.key, pair.key.scalar?.string == key ? pair.value.replacing(rest, with: change) : pair.value)
            }
            return .mapping(Mapping(pairs, mapping.tag))
        case (.sequence(let sequence), .index(let index)):
            let items = sequence.enumerated().map { $0 == index ? $1.replacing(rest, with: change) : $1 }
            return .sequence(Sequence(items, sequence.tag))
        default: return self
        }
    }

    private func child(_ step: NodeStep) -> Node? {
        switch step {
        case .key(let key): mapping?.first { $0.key.scalar?.string == key }?.value
        case .index(let index): sequence.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        }
    }
}
