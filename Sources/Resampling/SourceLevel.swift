/// One size of a panorama: the rows at hand, and what makes the next smaller one of them.
package struct SourceLevel {
    package let width: Int
    package let height: Int
    /// With rows beyond the poles, as many as a filter may reach.
    package private(set) var pixels = RowWindow()
    /// Of luma and colour differences.
    package private(set) var planes = [RowWindow(), RowWindow(), RowWindow()]
    private let kept: KeptRows
    private let depth: SampleDepth
    private var halver: PanoramaHalver?
    /// What brings the rows to a size that can be halved.
    private var fitter: PanoramaFitter?
    private let rowsToHalve: Int
    /// Rows in linear light that do not fill a block yet.
    private var waiting: [[Int16]] = []
    private var rowsAdded = 0
    private var rowsHalved = 0

    /// Rows beyond each pole.
    package static let poleRows = 3
    /// Rows that are kept, and let go of, together.
    package static let rowsPerBlock = 32

    init(_ sizes: PanoramaSizes, level: Int, depth: SampleDepth, kept: KeptRows) {
        width = sizes.width(level: level)
        height = sizes.height(level: level)
        self.depth = depth
        self.kept = kept
        let fitted = level == 0 ? sizes.fitted : (width: width, height: height)
        rowsToHalve = fitted.height
        halver = level < sizes.halvings ? PanoramaHalver(width: fitted.width) : nil
        let isFitted = halver != nil && fitted != (width, height)
        fitter = isFitted ? PanoramaFitter(width: width, height: height, target: fitted) : nil
    }

    /// Takes rows of the panorama itself.
    ///
    /// - Returns: rows of the next smaller level, in linear light.
    mutating func add(_ block: RowBlock, using instructionSet: InstructionSet) -> [[Int16]] {
        keep(block, using: instructionSet)
        guard halver != nil else { return [] }
        return fitAndHalve(block.rows.map { block.linearLight($0, margin: RowHalver.margin) }, using: instructionSet)
    }

    /// The same of rows that come as planes; only planes are kept of them.
    mutating func add(_ rows: YCbCrRows, using instructionSet: InstructionSet) -> [[Int16]] {
        precondition(!kept.contains(.pixels))
        keep(rows, using: instructionSet)
        guard halver != nil else { return [] }
        let margin = RowHalver.margin
        return fitAndHalve(
            rows.rows.map { rows.linearLight($0, margin: margin, using: instructionSet) },
            using: instructionSet
        )
    }

    private mutating func fitAndHalve(_ rows: [[Int16]], using instructionSet: InstructionSet) -> [[Int16]] {
        guard fitter != nil else { return halve(rows, using: instructionSet) }
        return halve(rows.flatMap { fitter?.add($0) ?? [] }, using: instructionSet)
    }

    /// Takes rows in linear light that a larger level made.
    mutating func add(_ rows: [[Int16]], using instructionSet: InstructionSet) -> [[Int16]] {
        for row in rows {
            waiting.append(row)
            guard waiting.count == Self.rowsPerBlock || rowsAdded + waiting.count == height else { continue }
            let block = RowBlock(linearLight: waiting, from: rowsAdded, width: width, depth: depth)
            keep(block, using: instructionSet)
            waiting.removeAll(keepingCapacity: true)
        }
        return halver == nil ? [] : halve(rows.map { margined($0) }, using: instructionSet)
    }

    /// A row with as much of itself on either side as a halving uses up.
    private func margined(_ row: [Int16]) -> [Int16] {
        let count = RowHalver.margin * 4
        return row.suffix(count) + row + row.prefix(count)
    }

    private mutating func halve(_ rows: [[Int16]], using instructionSet: InstructionSet) -> [[Int16]] {
        var halved: [[Int16]] = []
        for row in rows {
            rowsHalved += 1
            halved += halver?.add(row, using: instructionSet) ?? []
            if rowsHalved == rowsToHalve { halved += halver?.finish(using: instructionSet) ?? [] }
        }
        return halved
    }

    private mutating func keep(_ block: RowBlock, using instructionSet: InstructionSet) {
        precondition(block.rows.lowerBound == rowsAdded && block.width == width && block.rows.upperBound <= height)
        rowsAdded = block.rows.upperBound
        if kept.contains(.pixels) { pixels.append(block, ofHeight: height) }
        if kept.contains(.planes) { keepPlanes(YCbCrRows(block, using: instructionSet), using: instructionSet) }
    }

    private mutating func keep(_ rows: YCbCrRows, using instructionSet: InstructionSet) {
        precondition(rows.rows.lowerBound == rowsAdded && rows.width == width && rows.rows.upperBound <= height)
        rowsAdded = rows.rows.upperBound
        if kept.contains(.planes) { keepPlanes(rows, using: instructionSet) }
    }

    private mutating func keepPlanes(_ rows: YCbCrRows, using instructionSet: InstructionSet) {
        for (plane, block) in rows.blocks(using: instructionSet).enumerated() {
            planes[plane].append(block, ofHeight: plane == 0 ? height : height / 2)
        }
    }

    /// Lets go of rows before one of this level.
    mutating func drop(before row: Int) {
        pixels.drop(before: row)
        for plane in planes.indices { planes[plane].drop(before: plane == 0 ? row : row >> 1) }
    }
}
