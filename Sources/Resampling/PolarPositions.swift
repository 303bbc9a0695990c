/// Where the pixels of a part of a polar face lie in the panorama, line by line, in 1024ths of a pixel.
struct PolarPositions {
    private var columns: [Int32]
    private var rows: [Int32]
    private let lines: Int
    private let count: Int
    private let stride: Int

    init(lines: Int, columns count: Int, stride: Int) {
        self.lines = lines
        self.count = count
        self.stride = stride
        columns = [Int32](repeating: 0, count: lines * stride)
        rows = columns
    }

    /// From angles to pixels: columns from the middle of the panorama, rows from the pole.
    mutating func place(width: Int, height: Int, isSouth: Bool) {
        let middle = Int32(width) * 512 - 512
        let south = Int32(height) * 1024 - 512
        for index in columns.indices {
            columns[index] += middle
            rows[index] = isSouth ? south - rows[index] : rows[index] - 512
        }
    }

    /// The whole pixels that the lines lie in.
    var bounds: (columns: ClosedRange<Int>, rows: ClosedRange<Int>) {
        var (left, right, top, bottom) = (Int32.max, Int32.min, Int32.max, Int32.min)
        for line in 0..<lines {
            for index in line * stride..<line * stride + count {
                left = min(left, columns[index])
                right = max(right, columns[index])
                top = min(top, rows[index])
                bottom = max(bottom, rows[index])
            }
        }
        return (Int(left >> 10)...Int(right >> 10), Int(top >> 10)...Int(bottom >> 10))
    }

    /// Counts rows from one of them on.
    mutating func count(from row: Int) {
        for index in rows.indices { rows[index] -= Int32(row) * 1024 }
    }

    func withLine(_ line: Int, _ body: (UnsafePointer<Int32>, UnsafePointer<Int32>) -> Void) {
        unsafe columns.withUnsafeBufferPointer { columns in
            unsafe rows.withUnsafeBufferPointer { rows in
                guard let columns = columns.baseAddress, let rows = rows.baseAddress else { return }
                unsafe body(columns + line * stride, rows + line * stride)
            }
        }
    }

    mutating func withMutableLine(_ line: Int, _ body: (UnsafeMutablePointer<Int32>, UnsafeMutablePointer<Int32>) -> Void) {
        unsafe columns.withUnsafeMutableBufferPointer { columns in
            unsafe rows.withUnsafeMutableBufferPointer { rows in
                guard let columns = columns.baseAddress, let rows = rows.baseAddress else { return }
                unsafe body(columns + line * stride, rows + line * stride)
            }
        }
    }
}
