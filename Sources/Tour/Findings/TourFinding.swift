/// One thing that is wrong in a tour document, and what to do about it.
package struct TourFinding: Sendable, Hashable {
    package let code: Code
    /// The document, named as it was handed in.
    package let file: String
    /// `nil` where the file as a whole is meant.
    package let mark: SourceMark?
    package let message: String
    package let advice: String

    package init(code: Code, file: String, mark: SourceMark?, message: String, advice: String) {
        self.code = code
        self.file = file
        self.mark = mark
        self.message = message
        self.advice = advice
    }
}

extension TourFinding: CustomStringConvertible {
    /// `FILE:LINE: what is wrong; what to do`, without the line where the whole file is meant.
    package var description: String {
        let place = [file, mark.map { String($0.line) }].compactMap(\.self).joined(separator: ":")
        return "\(place): \(message); \(advice)"
    }
}
