/// Which release of which tour; `old-town-5` in names of files.
package struct ReleaseID: Sendable, Hashable, Codable {
    /// An id as tours have them: lowercase letters, digits and hyphens.
    package let tour: String
    /// From 1 on; it only rises.
    package let version: Int

    /// Nil for what is no id or no version: it becomes part of paths.
    package init?(tour: some StringProtocol, version: Int) {
        guard (1...100).contains(tour.utf8.count), tour.first != "-", version >= 0, version < 1 << 53,
            tour.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { return nil }
        self.tour = String(tour)
        self.version = version
    }

    /// Nil unless it is one, in its only spelling.
    package init?(name: some StringProtocol) {
        guard let hyphen = name.lastIndex(of: "-"), let version = Int(name[name.index(after: hyphen)...]) else {
            return nil
        }
        self.init(tour: name[..<hyphen], version: version)
        guard self.name == name else { return nil }
    }

    package var name: String { "\(tour)-\(version)" }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let tour = try container.decode(String.self, forKey: .tour)
        guard let id = Self(tour: tour, version: try container.decode(Int.self, forKey: .version)) else {
            throw DecodingError.dataCorruptedError(forKey: .tour, in: container, debugDescription: "no release")
        }
        self = id
    }

    private enum CodingKeys: CodingKey {
        case tour, version
    }
}
