/// A rectangle of pixels: from `column`, `row` (its top left pixel), `width` and `height` pixels.
package struct PixelRegion: Sendable, Hashable {
    package var column: Int
    package var row: Int
    package var width: Int
    package var height: Int

    package init(column: Int, row: Int, width: Int, height: Int) {
        self.column = column
        self.row = row
        self.width = width
        self.height = height
    }
}
