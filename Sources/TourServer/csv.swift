/// A table for spreadsheets (RFC 4180).
///
/// - Parameter rows: the first has the columns' names.
package func csv(_ rows: [[String]]) -> String {
    rows.map { $0.map(tableField).joined(separator: ",") + "\r\n" }.joined()
}

/// A field that no spreadsheet takes for a formula or for two fields.
package func tableField(_ text: String) -> String {
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
    let tame = (isFormula ? "'" : "") + text
    guard tame.contains(where: { "\",\r\n".contains($0) || $0.isNewline }) else { return tame }
    return "\"\(tame.replacing("\"", with: "\"\""))\""
}
