import Yams

/// One mapping of the document, read key by key: what is asked for is what it may have.
struct MappingReader {
    let context: ReadingContext
    /// "place", for messages.
    let name: String
    let marks: Marks
    /// Whether the keys are languages instead of words of the format.
    var hasLanguageKeys = false
    private let nodes: [String: Node]
    private var known: [(key: String, wanted: String)] = []
    private var required: [String] = []
    private var alternatives: [(sets: [[String]], isNeeded: Bool, otherWay: String)] = []
    private var demands: [(keys: [String], fault: (_ missing: [String]) -> Void)] = []

    /// `nil` where the value is no mapping.
    init?(_ value: ValueNode, name: String) {
        guard let mapping = value.node.mapping else { return nil }
        context = value.context
        self.name = name
        for key in mapping.keys where key.scalar == nil {
            context.report(
                .wrongType,
                at: SourceMark(key),
                "a key of this \(name) is no word",
                advice: "write `key: value`"
            )
        }
        let words = mapping.compactMap { key, node in key.scalar.map { ($0.string, SourceMark(key), node) } }
        nodes = Dictionary(words.map { ($0.0, $0.2) }) { first, _ in first }
        marks = Marks(mapping: value.mark, keys: Dictionary(words.map { ($0.0, $0.1) }) { first, _ in first })
    }

    var keys: [String] { nodes.keys.sorted() }

    func has(_ key: String) -> Bool { nodes[key] != nil }

    /// `nil` where the key is missing, which ``close()`` reports, or its value is wrong, which is reported here.
    mutating func required<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
        required.append(key)
        return optional(key, reader)
    }

    /// `nil` where there is no such key, or its value is wrong, which is reported here.
    mutating func optional<Value>(_ key: String, _ reader: ValueReader<Value>) -> Value? {
        known.append((key, reader.wanted))
        return nodes[key].flatMap { node in
            reader.read(ValueNode(node: node, label: "`\(key)`", mark: marks[key], context: context))
        }
    }

    /// Of these sets of keys the mapping must have exactly one, whole.
    ///
    /// - Parameter otherWay: ends the advice where it has none.
    mutating func exactlyOne(of sets: [String]..., otherWay: String = "") {
        alternatives.append((sets, true, otherWay))
    }

    /// Of these keys the mapping may have one.
    mutating func atMostOne(of keys: String...) {
        alternatives.append((keys.map { [$0] }, false, ""))
    }

    /// Where some of these keys are missing, `fault` reports it, once for all of them.
    mutating func demand(_ keys: [String], _ fault: @escaping (_ missing: [String]) -> Void) {
        demands.append((keys, fault))
    }

    /// Reports a key that has no meaning without `other`.
    func refuse(_ key: String, without other: String, advice: String) {
        guard has(key), !has(other) else { return }
        report(.unfittingKey, at: key, "`\(key)` stands here without `\(other)`", advice: advice)
    }

    func report(_ code: TourFinding.Code, at key: String, _ message: String, advice: String) {
        context.report(code, at: marks[key], message, advice: advice)
    }

    /// Leaves the rest unread and unsaid.
    mutating func abandon() {
        known += keys.map { ($0, "") }
        required = []
        demands = []
    }
}

extension MappingReader {
    /// Reports, after the last key was asked for, what else stands here and what is missing.
    func close() {
        let words = known.map(\.key)
        // Of two words as near as each other, the one that is not there yet is meant.
        let absentFirst = words.filter { nodes[$0] == nil } + words.filter { nodes[$0] != nil }
        let unknown = keys.filter { !words.contains($0) }
        for key in unknown { reportUnknown(key, among: absentFirst) }
        // A misspelt key is one mistake, not a missing one beside it.
        let present = Set(keys + unknown.compactMap { nearest(to: $0, among: absentFirst) })
        for key in required where !present.contains(key) { reportMissing(key) }
        for alternative in alternatives { check(alternative.sets, present, alternative.isNeeded, alternative.otherWay) }
        for (keys, fault) in demands {
            let missing = keys.filter { !present.contains($0) }
            if !missing.isEmpty { fault(missing) }
        }
    }

    private func reportUnknown(_ key: String, among words: [String]) {
        context.report(
            hasLanguageKeys ? .unknownLanguage : .unknownKey,
            at: marks[key],
            hasLanguageKeys
                ? "`\(abridged(key))` is not one of the tour's languages"
                : "unknown key `\(abridged(key))` in this \(name)",
            advice: key.utf8.allSatisfy { (0x30...0x39).contains($0) }
                ? "if it is the rest of a number, write that with a point, as in 7.7689"
                : suggestion(for: key, among: words)
        )
    }

    private func reportMissing(_ key: String) {
        context.report(
            hasLanguageKeys ? .missingLanguage : .missingKey,
            at: marks.mapping,
            hasLanguageKeys ? "\(name) lacks the language `\(key)`" : "this \(name) has no `\(key)`",
            advice: "add `\(key):` with \(known.first { $0.key == key }?.wanted ?? "its value")"
        )
    }

    private func check(_ sets: [[String]], _ present: Set<String>, _ isNeeded: Bool, _ otherWay: String) {
        let begun = sets.filter { !present.isDisjoint(with: $0) }
        if begun.isEmpty, !isNeeded { return }
        if let only = begun.first, begun.count == 1 {
            for key in only where !present.contains(key) { reportMissing(key) }
            return
        }
        let choices = sets.map { quoted($0, " with ") }
        let fault =
            begun.isEmpty
            ? "neither \(choices.joined(separator: " nor "))" : quoted(begun.joined().filter(present.contains), " and ")
        context.report(
            .eitherOr,
            at: marks.mapping,
            "this \(name) has \(fault)",
            advice: "give it either \(choices.joined(separator: " or "))\(begun.isEmpty ? otherWay : "")"
        )
    }
}
