/// The machine-readable URI of a licence of Creative Commons or a statement of RightsStatements.org; `nil` for anything else.
///
/// Both kinds are `http` URIs by definition. They are found in addresses (also with `https`), in the usual names (`CC BY-SA
/// 4.0`) and in SPDX identifiers (`CC-BY-SA-4.0`). A name without a version could mean several, and "public domain" is no
/// licence, so neither has one.
package func rightsURI(of licence: String) -> String? {
    uri(ofAddress: licence) ?? uri(ofName: licence)
}

private func uri(ofAddress text: String) -> String? {
    let lowercased = text.lowercased()
    guard
        let rest = ["http://", "https://"].lazy.compactMap({
            lowercased.hasPrefix($0) ? lowercased.dropFirst($0.count) : nil
        })
        .first
    else { return nil }
    // Addresses of the deeds in a language are those of the licence.
    let parts = rest.split(separator: "/").filter { !$0.hasPrefix("deed") && !$0.hasPrefix("legalcode") }
    switch (parts.first, parts.count) {
    case ("creativecommons.org", 4), ("www.creativecommons.org", 4):
        let (kind, name, version) = (parts[1], String(parts[2]), String(parts[3]))
        return kind == (name == "zero" || name == "mark" ? "publicdomain" : "licenses")
            ? creativeCommons(name, version) : nil
    case ("rightsstatements.org", 4):
        guard ["vocab", "page"].contains(parts[1]), parts[3] == "1.0" else { return nil }
        return rightsStatements.first { $0.lowercased() == parts[2] }.map {
            "http://rightsstatements.org/vocab/\($0)/1.0/"
        }
    default:
        return nil
    }
}

private func uri(ofName text: String) -> String? {
    var words = text.lowercased().split { " -".contains($0) }.map(String.init)
    if words.first == "cc0" { words.replaceSubrange(0..<1, with: ["cc", "zero"]) }
    guard words.first == "cc", let version = words.last, words.count > 2 else { return nil }
    return creativeCommons(words[1..<(words.count - 1)].joined(separator: "-"), version)
}

/// <https://creativecommons.org/licenses/list.en>, without those for single countries.
private func creativeCommons(_ name: String, _ version: String) -> String? {
    let versions =
        switch name {
        case "zero", "mark": ["1.0"]
        case "by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd": ["1.0", "2.0", "2.5", "3.0", "4.0"]
        default: [String]()
        }
    guard versions.contains(version) else { return nil }
    let kind = name == "zero" || name == "mark" ? "publicdomain" : "licenses"
    // The first version had the two words the other way round.
    let name = name == "by-nc-nd" && version == "1.0" ? "by-nd-nc" : name
    return "http://creativecommons.org/\(kind)/\(name)/\(version)/"
}

/// <https://rightsstatements.org/page/1.0/>
private let rightsStatements = [
    "InC", "InC-OW-EU", "InC-EDU", "InC-NC", "InC-RUU", "NoC-CR", "NoC-NC", "NoC-OKLR", "NoC-US", "CNE", "UND", "NKC",
]
