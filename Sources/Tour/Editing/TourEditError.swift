/// Why a tour's text could not be changed; it stays as it was.
package struct TourEditError: Error, CustomStringConvertible, Equatable {
    /// 1 for the first; nil where no line is meant.
    package let line: Int?
    /// `what is wrong; what to do`.
    package let message: String

    init(_ message: String, line: Int? = nil) {
        self.message = message
        self.line = line
    }

    package var description: String { message }
}

extension TourEditError {
    /// A layout that is valid, but of which it is not certain that all else would stay as it is.
    static func unusualLayout(line: Int?) -> Self {
        Self(
            "this is written in a way that cannot be changed without touching what stands beside it; "
                + "write the points there as a list, one a line, as in Tours/FORMAT.md",
            line: line
        )
    }
}
