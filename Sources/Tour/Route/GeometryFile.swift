/// A file of geometry that a tour names: GeoJSON or GPX.
package enum GeometryFile {
    /// Bytes; a whole day's track has a quarter of it.
    package static let largest = 16 << 20
    /// A position every second for a whole day.
    static let mostPositions = 100_000

    /// The line of a route: in GeoJSON the only LineString, or a MultiLineString whose parts meet; in GPX the only
    /// track, whatever gaps its segments have, or the only route.
    ///
    /// - Parameter file: the file's path, for the findings.
    /// - Returns: at least two locations.
    package static func line(_ bytes: [UInt8], file: String) throws(TourError) -> [TourDocument.Location] {
        do throws(GeometryFault) {
            let text = try text(of: bytes)
            let line = text.isXML ? try GPX.read(text.bytes).line() : try GeoJSON.read(text.bytes).line()
            try check(line)
            return line
        } catch {
            throw error.error(in: file)
        }
    }

    /// The area of a zone: all Polygons and MultiPolygons of a GeoJSON file.
    ///
    /// - Parameter file: the file's path, for the findings.
    package static func zone(_ bytes: [UInt8], file: String) throws(TourError) -> Zone {
        do throws(GeometryFault) {
            let text = try text(of: bytes)
            guard !text.isXML else {
                throw GeometryFault(.wrongGeometry, "this is XML, not GeoJSON", advice: "export the area as GeoJSON")
            }
            return try GeoJSON.read(text.bytes).zone()
        } catch {
            throw error.error(in: file)
        }
    }

    /// What a map's GeoJSON file shows: the smallest rectangle around its lines and areas.
    ///
    /// - Parameter file: the file's path, for the findings.
    package static func map(_ bytes: [UInt8], file: String) throws(TourError) -> MapCoverage {
        do throws(GeometryFault) {
            let text = try text(of: bytes)
            guard !text.isXML else {
                throw GeometryFault(.wrongGeometry, "this is XML, not GeoJSON", advice: "export the map as GeoJSON")
            }
            return try GeoJSON.read(text.bytes).mapCoverage()
        } catch {
            throw error.error(in: file)
        }
    }

    private static func check(_ line: [TourDocument.Location]) throws(GeometryFault) {
        guard line.count <= mostPositions else {
            throw GeometryFault(
                .fileTooLarge,
                "the line has \(line.count) positions, more than \(mostPositions)",
                advice: "thin it out: a position every 10 m is plenty"
            )
        }
        guard line.contains(where: { $0 != line.first }) else {
            throw GeometryFault(
                .tooFewPoints,
                "the line has \(line.isEmpty ? "no position" : "one position only")",
                advice: "draw the whole way that the vehicle drives"
            )
        }
    }

    /// UTF-8 without a byte order mark, and no zeros: what the parsers need.
    private static func text(of bytes: [UInt8]) throws(GeometryFault) -> (bytes: [UInt8], isXML: Bool) {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: mark) ? Array(bytes.dropFirst(mark.count)) : bytes
        guard !text.contains(0), String(validating: text, as: UTF8.self) != nil else {
            throw GeometryFault(.notText, "this is not UTF-8 text", advice: "save the file as GeoJSON or GPX, in UTF-8")
        }
        guard let first = text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else {
            throw GeometryFault(.emptyFile, "the file is empty", advice: "draw the line or area, and save it again")
        }
        guard [UInt8(ascii: "<"), UInt8(ascii: "{")].contains(first) else {
            throw GeometryFault(
                .syntax,
                "this is neither GeoJSON nor GPX",
                advice: "GeoJSON begins with `{`, GPX with `<`: export it as one of them"
            )
        }
        return (text, first == UInt8(ascii: "<"))
    }
}

extension GPX {
    /// The only track, or the only route where there is no track.
    fileprivate func line() throws(GeometryFault) -> [TourDocument.Location] {
        let lines = tracks.isEmpty ? routes : tracks
        guard let line = lines.first, lines.count == 1 else {
            let kind = tracks.isEmpty ? "routes (`rte`)" : "tracks (`trk`)"
            throw GeometryFault(
                .wrongGeometry,
                lines.isEmpty ? "there is no track (`trk`) or route (`rte`) in it" : "it has \(lines.count) \(kind)",
                advice: "give it exactly one, the way that the vehicle drives"
            )
        }
        return line
    }
}
