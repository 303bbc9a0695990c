import Foundation
import FoundationXML

/// The lines of a GPX file (GPX 1.0 and 1.1): its tracks and its routes; waypoints and times are passed over.
struct GPX {
    /// The segments of each one after the other.
    fileprivate(set) var tracks: [[TourDocument.Location]] = []
    fileprivate(set) var routes: [[TourDocument.Location]] = []

    /// - Parameter text: UTF-8 without zeros: other bytes end the whole process in Foundation's parser.
    static func read(_ text: [UInt8]) throws(GeometryFault) -> GPX {
        guard text.firstRange(of: Array("<!DOCTYPE".utf8)) == nil else {
            throw GeometryFault(.syntax, "it has a document type, which GPX never has", advice: "remove it")
        }
        // Foundation's parser ends the whole process at one.
        guard !hasEmptyInstruction(text) else {
            throw GeometryFault(.syntax, "it has a `<?…?>` with nothing in it", advice: "remove it")
        }
        let parser = XMLParser(data: Data(text))
        let collector = GPXCollector()
        parser.delegate = collector
        parser.shouldResolveExternalEntities = false
        let isSound = parser.parse()
        if let fault = collector.fault { throw fault }
        guard isSound, collector.isWhole else {
            throw GeometryFault(
                .syntax,
                at: SourceMark(line: max(1, parser.lineNumber), column: 1),
                "this is not XML",
                advice: "export it as GPX again; it may have been cut off"
            )
        }
        return collector.gpx
    }
}

/// Whether there is something like `<?name?>`: a processing instruction (XML 1.0, 2.6) without content.
private func hasEmptyInstruction(_ text: [UInt8]) -> Bool {
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

/// Collects points as their elements begin.
private final class GPXCollector: NSObject, XMLParserDelegate {
    private static let mostDepth = 64
    private(set) var gpx = GPX()
    /// The first, which ends the reading.
    private(set) var fault: GeometryFault?
    private var depth = 0
    private var isBroken = false
    private var hasRoot = false

    /// The parser calls some documents sound whose elements do not end.
    var isWhole: Bool { !isBroken && hasRoot && depth == 0 }

    func parser(
        _ parser: XMLParser,
        didStartElement element: String,
        namespaceURI: String?,
        qualifiedName: String?,
        attributes: [String: String]
    ) {
        guard fault == nil else { return }
        depth += 1
        do throws(GeometryFault) {
            try begin(element.split(separator: ":").last.map(String.init) ?? element, attributes)
        } catch {
            fault = error
            fault?.mark = SourceMark(line: max(1, parser.lineNumber), column: 1)
            parser.abortParsing()
        }
    }

    private func begin(_ element: String, _ attributes: [String: String]) throws(GeometryFault) {
        guard hasRoot || element == "gpx" else {
            throw GeometryFault(
                .wrongGeometry,
                "this is `\(abridged(element))`, not GPX",
                advice: "export the line as GPX or GeoJSON"
            )
        }
        hasRoot = true
        guard depth <= Self.mostDepth else {
            throw GeometryFault(.syntax, "too many elements in each other", advice: "export it as GPX again")
        }
        switch element {
        case "trk": gpx.tracks.append([])
        case "rte": gpx.routes.append([])
        case "trkpt" where !gpx.tracks.isEmpty:
            gpx.tracks[gpx.tracks.count - 1].append(try location(element, attributes))
        case "rtept" where !gpx.routes.isEmpty:
            gpx.routes[gpx.routes.count - 1].append(try location(element, attributes))
        default: break
        }
    }

    private func location(
        _ element: String,
        _ attributes: [String: String]
    ) throws(GeometryFault) -> TourDocument.Location {
        guard let latitude = attributes["lat"].flatMap(number), let longitude = attributes["lon"].flatMap(number) else {
            throw GeometryFault(
                .wrongType,
                "this `\(element)` lacks a number as its `lat` or `lon`",
                advice: "write both in degrees, as in lat=\"49.4447\" lon=\"7.7690\""
            )
        }
        return try TourDocument.Location(latitude: latitude, longitude: longitude, place: "this `\(element)`")
    }

    private func number(_ text: String) -> Double? { decimal(text.trimmingCharacters(in: .whitespacesAndNewlines)) }

    func parser(_ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?) {
        depth -= 1
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { isBroken = true }
}
