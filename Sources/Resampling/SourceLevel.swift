/// One size of a panorama: the rows at hand, and what makes the next smaller one of them.
package struct SourceLevel {
    package let width: Int
    package let height: Int
    /// With rows beyond the poles, as many as a filter may reach.
    package internal(set) var window = RowWindow()
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

    init(_ sizes: PanoramaSizes, level: Int, depth: SampleDepth) {
        width = sizes.width(level: level)
        height = sizes.height(level: level)
        self.depth = depth
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
        keep(block)
        guard halver != nil else { return [] }
        let rows = block.rows.map { block.linearLight($0, margin: RowHalver.margin) }
        guard fitter != nil else { return halve(rows, using: instructionSet) }
        return halve(rows.flatMap { fitter?.add($0) ?? [] }, using: instructionSet)
    }

    /// Takes rows in linear light that a larger level made.
    mutating func add(_ rows: [[Int16]], using instructionSet: InstructionSet) -> [[Int16]] {
        for row in rows {
            waiting.append(row)
            guard waiting.count == Self.rowsPerBlock || rowsAdded + waiting.count == height else { continue }
            keep(RowBlock(linearLight: waiting, from: rowsAdded, width: width, depth: depth))
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

    private mutating func keep(_ block: RowBlock) {
        precondition(block.rows.lowerBound == rowsAdded && block.width == width && block.rows.upperBound <= height)
        if rowsAdded == 0 {
            for distance in (0..<Self.poleRows).reversed() {
                let source = min(distance, block.rows.upperBound - 1)
                window.append(RowBlock(row: -1 - distance, beyondPole: source, of: block))
            }
        }
        window.append(block)
        rowsAdded = block.rows.upperBound
        guard rowsAdded == height else { return }
        for distance in 0..<Self.poleRows {
            let source = max(height - 1 - distance, 0)
            guard let holder = window.block(of: source) else { continue }
            window.append(RowBlock(row: height + distance, beyondPole: source, of: holder))
        }
    }
}
