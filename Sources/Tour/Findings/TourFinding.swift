/// One thing that is wrong or doubtful in a tour, and what to do about it.
package struct TourFinding: Sendable, Hashable {
    package let code: Code
    /// The document or a file that it names, as it is found from here.
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
    /// `FILE:LINE: what is wrong; what to do`, without the line where the whole file is meant; a level below `error` is
    /// named before what is wrong.
    package var description: String {
        let place = [file, mark.map { String($0.line) }].compactMap(\.self).joined(separator: ":")
        return "\(place): \(level == .error ? "" : "\(level.rawValue): ")\(message); \(advice)"
    }
}
