internal import Foundation

/// The text with references to characters replaced by these: by number, and by the names that stand in WebVTT itself.
///
/// HTML has some two thousand names more, which only browsers know: they stay as they are.
func withoutCharacterReferences(_ text: String) -> String {
    text.replacing(reference) { match in character(match.output.1) ?? String(match.output.0) }
}

/// References in WebVTT captions that nobody but a browser understands, each once, as they stand there.
package func unknownReferences(inWebVTT captions: String) -> [String] {
    let unknown = cueTexts(ofWebVTT: captions).flatMap { text in
        text.matches(of: reference).filter { character($0.output.1) == nil }.map { String($0.output.0) }
    }
    return Set(unknown).sorted()
}

private var reference: Regex<(Substring, Substring)> { /&(#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);/ }

private let named = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "lrm": "\u{200E}", "rlm": "\u{200F}",
]

/// - Parameter reference: without `&` and `;`.
private func character(_ reference: Substring) -> String? {
    guard reference.first == "#" else { return named[String(reference)] }
    let digits = reference.dropFirst()
    let isHexadecimal = digits.first?.lowercased() == "x"
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.map(character) ?? "\u{FFFD}"
}

/// As HTML takes a number: those that stand for no character in Unicode are for the byte of Windows's Latin, or for none.
private func character(_ number: UInt32) -> String {
    if (0x80...0x9F).contains(number), let byte = UInt8(exactly: number),
        let character = String(bytes: [byte], encoding: .windowsCP1252)
    {
        return character
    }
    guard number != 0, let scalar = Unicode.Scalar(number) else { return "\u{FFFD}" }
    return String(scalar)
}
