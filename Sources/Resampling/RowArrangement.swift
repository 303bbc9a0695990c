/// What the four samples of a row's pixel are.
package enum RowArrangement: Sendable {
    /// The channels of one pixel: red, green, blue, and one that is always full. A row is a whole turn.
    case pixels
    /// One sample of a plane in each quarter of a turn: pixel x holds columns x, x + w, x + 2w and x + 3w of a turn of 4w. What is
    /// true of one face of a cube is true of the next a quarter turn on, so what is computed once serves four of them.
    case quarters

    /// Columns of a whole turn a pixel.
    package var columnsPerPixel: Int { self == .pixels ? 1 : 4 }
}
