import Yams

extension YAMLBytes {
    /// Where a node's text begins.
    func start(of node: Node) -> Int? { node.mark.flatMap { offset(of: SourceMark($0)) } }

    /// Whether it is written in brackets. Yams' own style is that of the end of a collection, which has none.
    func isFlow(_ node: Node) -> Bool {
        guard node.scalar == nil, let start = start(of: node), start < bytes.count else { return false }
        return opening.contains(bytes[start])
    }

    /// Where it ends; nil for what is written in a way that need not be understood here (tags, anchors, blocks of text).
    func end(of node: Node) -> Int? {
        switch node {
        case .mapping(let mapping):
            if isFlow(node) { return start(of: node).flatMap(flowEnd) }
            return Array(mapping).last.flatMap { entryEnd($0.key, $0.value) }
        case .sequence(let sequence):
            if isFlow(node) { return start(of: node).flatMap(flowEnd) }
            return sequence.last.flatMap(end)
        case .scalar(let scalar): return end(of: scalar, at: start(of: node))
        case .alias: return nil
        }
    }

    /// Where the value of a key ends, or the colon where there is no value.
    func entryEnd(_ key: Node, _ value: Node) -> Int? {
        if let scalar = value.scalar, scalar.style == .plain, scalar.string.isEmpty {
            guard let end = end(of: key) else { return nil }
            return bytes[end...].firstIndex(of: UInt8(ascii: ":")).map { $0 + 1 }
        }
        return end(of: value)
    }

    private func end(of scalar: Node.Scalar, at start: Int?) -> Int? {
        guard let start, start < bytes.count else { return nil }
        switch scalar.style {
        case .singleQuoted: return quotedEnd(start, quote: UInt8(ascii: "'"))
        case .doubleQuoted: return quotedEnd(start, quote: UInt8(ascii: "\""))
        case .plain, .any:
            // One that goes on in the next line is not what stands here, and is refused.
            let end = start + scalar.string.utf8.count
            return bytes[start...].starts(with: scalar.string.utf8) ? end : nil
        case .literal, .folded: return nil
        }
    }

    private func quotedEnd(_ start: Int, quote: UInt8) -> Int? {
        guard bytes[start] == quote else { return nil }
        var at = start + 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
                at += 2
            } else if bytes[at] != quote {
                at += 1
            } else if quote == UInt8(ascii: "'"), at + 1 < bytes.count, bytes[at + 1] == quote {
                at += 2
            } else {
                return at + 1
            }
        }
        return nil
    }

    /// Behind the bracket that closes the one at `start`.
    private func flowEnd(_ start: Int) -> Int? {
        guard start < bytes.count, opening.contains(bytes[start]) else { return nil }
        var depth = 0
        var at = start
        var before = space
        while at < bytes.count {
            let byte = bytes[at]
            if quotes.contains(byte), mayBeginScalar(after: before) {
                guard let end = quotedEnd(at, quote: byte) else { return nil }
                at = end
                before = byte
                continue
            }
            if byte == UInt8(ascii: "#"), at > 0, isSpace(bytes[at - 1]) {
                at = lineEnd(of: at)
                continue
            }
            if opening.contains(byte) { depth += 1 }
            if closing.contains(byte) { depth -= 1 }
            at += 1
            if depth == 0 { return at }
            if !isSpace(byte) { before = byte }
        }
        return nil
    }

    private func mayBeginScalar(after byte: UInt8) -> Bool {
        opening.contains(byte) || byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") || byte == space
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte <= space }
}

private let opening = Set("[{".utf8)
private let closing = Set("]}".utf8)
private let quotes = Set("'\"".utf8)
