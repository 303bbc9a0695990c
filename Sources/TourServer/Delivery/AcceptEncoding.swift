/// Whether a client takes gzip, by `Accept-Encoding` (RFC 9110, 12.5.3).
///
/// - Parameter value: of all fields of that name, joined by commas; without one nothing but the plain bytes is sent.
func acceptsGzip(_ value: String?) -> Bool {
    guard let value else { return false }
    var any = false
    for element in value.split(separator: ",") {
        let parts = element.split(separator: ";").map { trimmed($0).lowercased() }
        guard let coding = parts.first else { continue }
        let isWanted = !parts.dropFirst().contains { isZero($0) }
        switch coding {
        case "gzip", "x-gzip": return isWanted
        case "*": any = isWanted
        default: break
        }
    }
    return any
}

/// `q=0`, `q=0.0` and so on: not acceptable.
private func isZero(_ parameter: String) -> Bool {
    parameter.hasPrefix("q=") && parameter.dropFirst(2).allSatisfy { $0 == "0" || $0 == "." }
}

private func trimmed(_ text: Substring) -> Substring {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    var text = text.drop(while: isSpace)
    while let last = text.last, isSpace(last) { text.removeLast() }
    return text
}
