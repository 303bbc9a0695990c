/// Where a tile lies in a pyramid.
package struct TileAddress: Sendable, Hashable {
    /// 0 is the smallest level.
    package var level: Int
    package var face: CubeFace
    /// Counted from the face's top.
    package var row: Int
    /// Counted from the face's left, seen from inside.
    package var column: Int

    package init(level: Int, face: CubeFace, row: Int, column: Int) {
        self.level = level
        self.face = face
        self.row = row
        self.column = column
    }
}

extension TileAddress: Comparable {
    /// By level, then face, row and column: the order in which tiles are stored and digested.
    package static func < (one: Self, other: Self) -> Bool {
        (one.level, one.face.rawValue, one.row, one.column)
            < (other.level, other.face.rawValue, other.row, other.column)
    }
}

extension TileAddress: CustomStringConvertible {
    /// `level/face/row/column`, as in tile URLs.
    package var description: String { "\(level)/\(face.letter)/\(row)/\(column)" }
}
