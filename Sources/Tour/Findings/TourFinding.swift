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

extension [TourFinding] {
    /// Those on the document `file` in the order of its lines, then those on other files in the order that they have.
    package func sorted(startingWith file: String) -> [TourFinding] {
        enumerated()
            .sorted { one, other in
                let (isOne, isOther) = (one.element.file == file, other.element.file == file)
                guard isOne, isOther else { return isOne != isOther ? isOne : one.offset < other.offset }
                return (one.element.mark ?? .start, one.offset) < (other.element.mark ?? .start, other.offset)
            }
            .map(\.element)
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
