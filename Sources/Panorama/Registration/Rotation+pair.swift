extension Rotation {
    /// The turn that brings two directions as near as can be to two others: their middles and their plane onto each other. It is the
    /// least-squares solution of Wahba's problem (SIAM Review 7 (1965), problem 65-1) for two pairs.
    ///
    /// - Parameters: of any length.
    /// - Returns: nil where two directions are one, or opposite.
    init?(
        taking one: SIMD3<Double>,
        _ other: SIMD3<Double>,
        to first: SIMD3<Double>,
        _ second: SIMD3<Double>
    ) {
        guard let from = Self.frame(one, other), let to = Self.frame(first, second) else { return nil }
        self = to * from.inverse
    }

    private static func frame(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Rotation? {
        guard let one = unit(one), let other = unit(other), let middle = unit(one + other),
            let across = unit(other - one), length(cross(one, other)) > 1e-12
        else { return nil }
        return Rotation(x: middle, y: across, z: cross(middle, across))
    }
}
