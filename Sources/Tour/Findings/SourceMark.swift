/// A place in a text file: line and column, counted from 1, the column in Unicode scalars.
package struct SourceMark: Sendable, Hashable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    static let start = SourceMark(line: 1, column: 1)
}

extension SourceMark: Comparable {
    package static func < (one: Self, other: Self) -> Bool {
        (one.line, one.column) < (other.line, other.column)
    }
}
