/// The corners of prints that are arched or rounded: mount within the rectangle about a print.
struct CardCorners {
    /// Cuts prints down to the largest rectangle that shows no mount in its corners.
    ///
    /// A corner is believed where three of the four alike (both sides of both prints) show mount: an arch is the same in all of
    /// them, a sky of the mount's colour is not.
    static func cut(_ prints: inout [CardArea], in scan: CardScan, mount: MountColour) {
        guard let width = prints.map(\.width).min(), let height = prints.map(\.height).min() else { return }
        let size = (width: width / 2, height: height * 9 / 20)
        guard size.width > 0, size.height > 0 else { return }
        let upper = depths(of: prints, fromTop: true, size, in: scan, mount)
        let lower = depths(of: prints, fromTop: false, size, in: scan, mount)
        let most = (0..<size.width).max { area($0) < area($1) } ?? 0
        func area(_ inset: Int) -> Int { (width - 2 * inset) * (height - upper[inset] - lower[inset]) }
        guard upper[0] > 0 || lower[0] > 0 else { return }
        for index in prints.indices {
            prints[index].left += most
            prints[index].right -= most
            prints[index].top += upper[most]
            prints[index].bottom -= lower[most]
        }
    }

    /// By the columns from a print's side, how many rows are mount there or farther inwards.
    private static func depths(
        of prints: [CardArea],
        fromTop: Bool,
        _ size: (width: Int, height: Int),
        in scan: CardScan,
        _ mount: MountColour
    ) -> [Int] {
        let corners = prints.flatMap { print in
            [true, false].map { fromLeft in
                filled(size) { column, row in
                    let x = fromLeft ? print.left + column : print.right - 1 - column
                    let y = fromTop ? print.top + row : print.bottom - 1 - row
                    return mount.matches(scan.colours[y * scan.width + x])
                }
            }
        }
        var depths = (0..<size.width).map { column in
            let rows = (0..<size.height).filter { row in
                corners.count { $0[row * size.width + column] } >= 3
            }
            return rows.last.map { $0 + 1 } ?? 0
        }
        // A few pixels are a soft edge, and no arch.
        let least = CardSides.trim(scan.height) + 2
        // Where it goes on over the middle it is a sky that looks like the mount.
        guard depths[0] > least, depths[size.width * 4 / 5] <= least else {
            return Array(repeating: 0, count: size.width)
        }
        for column in stride(from: size.width - 2, through: 0, by: -1) {
            depths[column] = max(depths[column], depths[column + 1])
        }
        return depths.map { $0 == 0 ? 0 : $0 + CardSides.trim(scan.height) }
    }

    /// What is reached from the corner (0, 0) and the two edges beside it.
    private static func filled(
        _ size: (width: Int, height: Int),
        where isMount: (_ column: Int, _ row: Int) -> Bool
    ) -> [Bool] {
        var filled = [Bool](repeating: false, count: size.width * size.height)
        var waiting: [(Int, Int)] = []
        func visit(_ column: Int, _ row: Int) {
            guard column >= 0, row >= 0, column < size.width, row < size.height else { return }
            guard !filled[row * size.width + column], isMount(column, row) else { return }
            filled[row * size.width + column] = true
            waiting.append((column, row))
        }
        // The trimmed edge itself may hide the very corner.
        for step in 0..<6 {
            visit(step, 0)
            visit(0, step)
        }
        while let (column, row) = waiting.popLast() {
            for (x, y) in [(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)] { visit(x, y) }
        }
        return filled
    }
}
