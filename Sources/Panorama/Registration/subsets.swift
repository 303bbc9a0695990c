/// Every choice of `size` of the numbers below `count`, or where there are more than `most` so many of them, spread over all.
func subsets(of count: Int, size: Int, most: Int) -> [[Int]] {
    let total = binomial(count, size)
    guard total > 0 else { return [] }
    guard total > Double(most) else { return (0..<Int(total)).map { subset(of: count, size: size, rank: Double($0)) } }
    // Multiples of the golden section lie evenly, and in step with nothing.
    return (0..<most).map { index in
        let share = (Double(index) * 0.6180339887498949).truncatingRemainder(dividingBy: 1)
        return subset(of: count, size: size, rank: (share * total).rounded(.down))
    }
}

/// How many choices there are: of moderate numbers exactly.
func binomial(_ count: Int, _ size: Int) -> Double {
    guard size >= 0, size <= count else { return 0 }
    return (0..<size).reduce(1) { ($0 * Double(count - $1) / Double($1 + 1)).rounded() }
}

/// In lexical order the one after `rank` others.
private func subset(of count: Int, size: Int, rank: Double) -> [Int] {
    var (subset, rank, next): ([Int], Double, Int) = ([], rank, 0)
    while subset.count < size, next < count {
        // Those that begin with `next`.
        let behind = binomial(count - next - 1, size - subset.count - 1)
        if rank < behind { subset.append(next) } else { rank -= behind }
        next += 1
    }
    return subset
}
