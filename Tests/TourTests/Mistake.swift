import Testing
import Tour

/// A valid document made wrong in one place, and what is to be said about it.
struct Mistake: Sendable, CustomTestStringConvertible {
    static let all = keys + values + languages + references + pictures + yaml

    let code: TourFinding.Code
    /// What is replaced, where it stands for the first time.
    let original: String
    let wrong: String
    /// A fragment of the line that the finding names.
    let line: String
    let message: String
    let advice: String

    init(
        _ code: TourFinding.Code,
        _ original: String,
        _ wrong: String,
        at line: String? = nil,
        _ message: String,
        _ advice: String
    ) {
        self.code = code
        self.original = original
        self.wrong = wrong
        self.line = line ?? wrong
        self.message = message
        self.advice = advice
    }

    var testDescription: String { "\(code.rawValue): \(wrong.debugDescription)" }

    func applied(to yaml: String) throws -> String {
        let range = try #require(yaml.firstRange(of: original), "the page has no '\(original)' any more")
        return yaml.replacingCharacters(in: range, with: wrong)
    }
}

extension String {
    func replacingCharacters(in range: Range<String.Index>, with replacement: String) -> String {
        self[..<range.lowerBound] + replacement + self[range.upperBound...]
    }
}
