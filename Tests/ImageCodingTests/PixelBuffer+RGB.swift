import Resampling

extension PixelBuffer {
    /// Red, green and blue of every pixel, without margin.
    var rgb: [UInt8] { samples { $0 % 4 != 3 } }

    /// The fourth byte of every pixel.
    var fourth: [UInt8] { samples { $0 % 4 == 3 } }

    private func samples(where isWanted: (Int) -> Bool) -> [UInt8] {
        (0..<height).flatMap { row in
            bytes[rowRange(row)].enumerated().filter { isWanted($0.offset) }.map(\.element)
        }
    }

    /// A picture whose pixel at a column and row is what `colour` says.
    init(width: Int, height: Int, margin: Int = 0, colour: (Int, Int) -> SIMD3<UInt8>) {
        self.init(width: width, height: height, margin: margin)
        for row in 0..<height {
            for column in 0..<width { self[column, row] = SIMD4(colour(column, row), 255) }
        }
    }

    var whole: PixelRegion { PixelRegion(column: 0, row: 0, width: width, height: height) }
}

/// The largest difference of two values at the same place; 256 where the lengths differ.
func largestDifference(_ left: some Collection<UInt8>, _ right: some Collection<UInt8>) -> Int {
    guard left.count == right.count else { return 256 }
    return zip(left, right).map { abs(Int($0) - Int($1)) }.max() ?? 0
}
