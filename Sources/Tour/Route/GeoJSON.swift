import Foundation

/// The lines and areas of a GeoJSON file (RFC 7946); everything else in it is passed over.
struct GeoJSON: Decodable {
    /// In the order of the file. Positions lie on the Earth.
    let geometries: [Geometry]

    enum Geometry {
        case line([TourDocument.Location])
        case lines([[TourDocument.Location]])
        /// The outer ring, then those of its holes.
        case polygon([[TourDocument.Location]])
        case polygons([[[TourDocument.Location]]])
        /// Of another type, which is named.
        case other(String)
    }

    /// - Parameter text: UTF-8.
    static func read(_ text: [UInt8]) throws(GeometryFault) -> GeoJSON {
        let data = Data(text)
        do {
            return try JSONDecoder().decode(GeoJSON.self, from: data)
        } catch let fault as GeometryFault {
            throw fault
        } catch let error as DecodingError {
            throw GeometryFault(error, in: data)
        } catch {
            throw GeometryFault(.syntax, "this is not JSON", advice: syntaxAdvice)
        }
    }

    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        geometries =
            switch try object.decode(String.self, forKey: .type) {
            case "FeatureCollection": try object.decode([Feature].self, forKey: .features).compactMap(\.geometry)
            case "Feature": try [Feature(from: decoder).geometry].compactMap(\.self)
            default: [try Geometry(from: decoder)]
            }
    }
}

private enum Key: String, CodingKey {
    case type, features, geometry, coordinates
}

private struct Feature: Decodable {
    /// `nil` where the feature is nowhere.
    let geometry: GeoJSON.Geometry?
}

extension GeoJSON.Geometry: Decodable {
    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        let type = try object.decode(String.self, forKey: .type)
        switch type {
        case "LineString": self = .line(try object.decode([Position].self, forKey: .coordinates).map(\.location))
        case "MultiLineString": self = .lines(try object.decode([[Position]].self, forKey: .coordinates).locations)
        case "Polygon": self = .polygon(try object.decode([[Position]].self, forKey: .coordinates).locations)
        case "MultiPolygon":
            self = .polygons(try object.decode([[[Position]]].self, forKey: .coordinates).map(\.locations))
        default: self = .other(abridged(type))
        }
    }
}

/// Longitude, latitude, and what may follow.
private struct Position: Decodable {
    let location: TourDocument.Location

    init(from decoder: any Decoder) throws {
        var numbers = try decoder.unkeyedContainer()
        let longitude = try numbers.decode(Double.self)
        let latitude = try numbers.decode(Double.self)
        do {
            location = try TourDocument.Location(latitude: latitude, longitude: longitude, place: "the position")
        } catch {
            let message = error.message.replacing("the position", with: "`\(path(decoder.codingPath))`")
            throw GeometryFault(error.code, message, advice: error.advice)
        }
    }
}

extension [[Position]] {
    fileprivate var locations: [[TourDocument.Location]] { map { $0.map(\.location) } }
}

// MARK: - Errors

private let syntaxAdvice = "export it as GeoJSON again, or have an editor show where brackets or commas are missing"

extension GeometryFault {
    fileprivate init(_ error: DecodingError, in data: Data) {
        switch error {
        case .keyNotFound(let key, let context):
            let owner = context.codingPath.isEmpty ? "the file" : "`\(path(context.codingPath))`"
            self.init(
                .missingKey,
                "\(owner) has no `\(key.stringValue)`, so it is no GeoJSON",
                advice: "export it as GeoJSON"
            )
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            let place = context.codingPath.isEmpty ? "the file" : "`\(path(context.codingPath))`"
            self.init(
                .wrongType,
                "\(place) is not what GeoJSON has there",
                advice: "write positions as [longitude, latitude], two numbers in degrees, and export the file again"
            )
        default:
            self.init(.syntax, at: syntaxMark(in: data), "this is not JSON", advice: syntaxAdvice)
        }
    }
}

/// "features[0].geometry.coordinates[12]", counted from 0 as programs that read JSON do.
private func path(_ keys: [any CodingKey]) -> String {
    keys.reduce("") { path, key in
        if let index = key.intValue { return "\(path)[\(index)]" }
        return path.isEmpty ? abridged(key.stringValue) : "\(path).\(abridged(key.stringValue))"
    }
}

/// Where JSON ends to be JSON. Foundation says it only in passing, and not always.
private func syntaxMark(in data: Data) -> SourceMark? {
    do {
        _ = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    } catch {
        let reason = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
        guard let offset = reason.firstMatch(of: /around character (\d+)/).flatMap({ Int($0.1) }) else { return nil }
        return SourceMark(line: 1 + data.prefix(offset).count { $0 == UInt8(ascii: "\n") }, column: 1)
    }
    return nil
}
