func quantile(_ share: Double, of values: [Double]) -> Double? {
    guard !values.isEmpty else { return nil }
    return values.sorted()[min(Int(share * Double(values.count)), values.count - 1)]
}
