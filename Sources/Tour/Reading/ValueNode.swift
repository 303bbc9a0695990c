import Yams

/// A node with all that it takes to say what is wrong with it.
struct ValueNode {
    let node: Node
    /// How messages name it: "`title`", "item 2 of `places`".
    let label: String
    let mark: SourceMark
    let context: ReadingContext

    func report(_ code: TourFinding.Code, _ message: String, advice: String) {
        context.report(code, at: mark, message, advice: advice)
    }

    /// A number, word or text, without the white space around it; `nil` for anything else, and where nothing stands.
    var text: String? { isNull ? nil : node.scalar.map { trimmed($0.string) } }

    /// The same without quotation marks.
    var plain: String? { node.scalar?.style == .plain ? text : nil }

    /// YAML 1.2, section 10.3.2: what stands for no value.
    var isNull: Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// What stands here, for "… is …": "a list", "12.5", "'text'".
    var standing: String {
        switch node {
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar where isNull: "empty"
        case .scalar(let scalar) where plain.flatMap(decimal) == nil: "'\(abridged(scalar.string))'"
        case .scalar(let scalar): abridged(scalar.string)
        }
    }
}

/// Enough of a text to know it by, on one line and harmless to a terminal.
func abridged(_ text: String) -> String {
    let line = text.split { $0.isNewline || $0.isControl }.joined(separator: " ")
    return line.count > 40 ? "\(line.prefix(40))…" : line
}

extension ValueNode {
    var isMapping: Bool { node.mapping != nil }

    /// The items of a list; `nil` where there is none.
    var items: [ValueNode]? {
        node.sequence?.enumerated().map { index, item in
            ValueNode(node: item, label: "item \(index + 1) of \(label)", mark: SourceMark(item), context: context)
        }
    }

    /// The value of a key of a mapping.
    subscript(key: String) -> ValueNode? {
        node.mapping?.first { $0.key.scalar?.string == key }
            .map { ValueNode(node: $0.value, label: "`\(key)`", mark: SourceMark($0.key), context: context) }
    }
}

private func trimmed(_ text: String) -> String {
    var rest = text[...].drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
}
