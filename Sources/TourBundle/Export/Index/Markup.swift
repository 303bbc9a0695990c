/// HTML. What is put into it by interpolation is escaped, unless it is HTML itself.
package struct Markup: ExpressibleByStringInterpolation {
    package let text: String

    /// - Parameter text: HTML.
    package init(html text: String) { self.text = text }

    package init(stringLiteral text: String) { self.init(html: text) }

    package init(stringInterpolation: StringInterpolation) { self.init(html: stringInterpolation.text) }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(2 * literalCapacity) }

        package mutating func appendLiteral(_ literal: String) { text += literal }

        package mutating func appendInterpolation(_ value: String) { text += escaped(value) }

        package mutating func appendInterpolation(_ number: Int) { text += String(number) }

        /// Nothing where there is none.
        package mutating func appendInterpolation(_ markup: Markup?) { text += markup?.text ?? "" }

        package mutating func appendInterpolation(_ parts: [Markup]) { text += parts.map(\.text).joined() }
    }
}

/// For text and for values in quotation marks; characters that HTML does not take are left out.
private func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": escaped += "&amp;"
        case "<": escaped += "&lt;"
        case ">": escaped += "&gt;"
        case "\"": escaped += "&quot;"
        case "'": escaped += "&#39;"
        case "\n", "\t": escaped.unicodeScalars.append(scalar)
        case _ where scalar.properties.generalCategory == .control || scalar.properties.isNoncharacterCodePoint: break
        default: escaped.unicodeScalars.append(scalar)
        }
    }
    return escaped
}
