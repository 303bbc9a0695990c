internal import Foundation
internal import FoundationXML

/// Simple properties of one namespace in an XMP packet (XMP part 1, 7): attributes of a description, or elements that
/// hold nothing but text.
enum XMPProperties {
    struct Property: Hashable {
        let name: String
        let value: String
    }

    /// In their order. XMP has no document type: one is refused, and with it every entity but those of XML.
    static func read(_ packet: [UInt8], namespace: String) throws(GPanoError) -> [Property] {
        let text = packet[..<((packet.lastIndex { $0 != 0 } ?? -1) + 1)]
        // Bytes that are not UTF-8 end the whole process in Foundation's parser.
        guard !text.contains(0), String(validating: text, as: UTF8.self) != nil else {
            throw GPanoError(property: "packet", reason: "not in UTF-8")
        }
        guard text.firstRange(of: Array("<!DOCTYPE".utf8)) == nil else {
            throw GPanoError(property: "packet", reason: "it has a document type, which XMP never has")
        }
        // A processing instruction without content ends it too.
        guard !hasEmptyInstruction(text) else {
            throw GPanoError(property: "packet", reason: "it has a `<?…?>` with nothing in it")
        }
        // Most packets have nothing of the namespace, sound or not.
        guard text.firstRange(of: Array(namespace.utf8)) != nil else { return [] }
        return try parse(Data(text), namespace)
    }

    private static func parse(_ packet: Data, _ namespace: String) throws(GPanoError) -> [Property] {
        let parser = XMLParser(data: packet)
        let collector = Collector(namespace: namespace)
        parser.delegate = collector
        parser.shouldResolveExternalEntities = false
        guard parser.parse(), collector.isWhole else {
            let line = collector.isTooDeep ? "too many elements in each other" : "no XML in line \(parser.lineNumber)"
            throw GPanoError(property: "packet", reason: line)
        }
        return collector.properties
    }
}

/// Whether there is something like `<?name?>` (XML 1.0, 2.6).
private func hasEmptyInstruction(_ text: ArraySlice<UInt8>) -> Bool {
    var isInName = false
    for (byte, next) in zip(text, text.dropFirst()) {
        switch (byte, next) {
        case (UInt8(ascii: "<"), UInt8(ascii: "?")): isInName = true
        case (UInt8(ascii: "?"), UInt8(ascii: ">")) where isInName: return true
        case (0x20, _), (0x09, _), (0x0A, _), (0x0D, _): isInName = false
        default: break
        }
    }
    return false
}

/// Follows the prefixes of namespaces itself: the parser says them for elements only.
private final class Collector: NSObject, XMLParserDelegate {
    private static let mostDepth = 64
    private let namespace: String
    /// Namespaces by prefix, for each open element.
    private var scopes: [[String: String]] = [[:]]
    /// What the innermost element says, if it is a property.
    private var open: (name: String, depth: Int, text: String)?
    private(set) var properties: [XMPProperties.Property] = []
    private(set) var isTooDeep = false
    private var isBroken = false

    /// The parser calls some documents sound whose elements do not end.
    var isWhole: Bool { !isBroken && scopes.count == 1 }

    init(namespace: String) { self.namespace = namespace }

    func parser(
        _ parser: XMLParser,
        didStartElement element: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard scopes.count <= Self.mostDepth else {
            isTooDeep = true
            return parser.abortParsing()
        }
        var scope = scopes.last ?? [:]
        for (name, value) in attributes where name.hasPrefix("xmlns:") { scope[String(name.dropFirst(6))] = value }
        scopes.append(scope)
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            if let local = local(name) { note(local, value) }
        }
        open = local(element).map { ($0, scopes.count, "") }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
        if open?.depth == scopes.count { open?.text += text }
    }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        if let open, open.depth == scopes.count { note(open.name, open.text) }
        open = nil
        if scopes.count > 1 { scopes.removeLast() }
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { isBroken = true }

    private func note(_ name: String, _ value: String) {
        properties.append(.init(name: name, value: value.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// The name without its prefix, where that stands for the namespace.
    private func local(_ name: String) -> String? {
        let parts = name.split(separator: ":", maxSplits: 1)
        guard parts.count == 2, scopes.last?[String(parts[0])] == namespace else { return nil }
        return String(parts[1])
    }
}
