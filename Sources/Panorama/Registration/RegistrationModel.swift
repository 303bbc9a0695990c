/// A way in which a picture shows directions, with numbers that are to be found.
protocol RegistrationModel: Sendable {
    var parameterCount: Int { get }

    /// Each number moved a little: turns by radians, lengths by shares of themselves or of the picture, so that a step of 1 is large
    /// and one of 10⁻⁶ small for all of them.
    func moved(by step: [Double]) -> Self

    /// From where the point was clicked to where the model has it, in pixels to the right and down.
    ///
    /// - Returns: something very far off where the model could not show it at all; always finite.
    func miss(of pair: ControlPair) -> SIMD2<Double>

    /// What the model shows at a place of the picture.
    func direction(at place: SIMD2<Double>) -> SIMD3<Double>?

    /// As users know them.
    var values: [(name: RegistrationQuality.Parameter.Name, value: Double)] { get }
}

extension RegistrationModel {
    /// Far outside every picture, and its square still a number.
    static var nowhere: SIMD2<Double> { SIMD2(1e6, 1e6) }

    func squaredMisses(_ pairs: [ControlPair]) -> Double {
        pairs.reduce(0) { sum, pair in
            let miss = miss(of: pair)
            return sum + (miss * miss).sum()
        }
    }

    /// By central differences: for each parameter how the miss grows with it.
    func slopes(at pair: ControlPair) -> [SIMD2<Double>] {
        let width = 1e-6
        return (0..<parameterCount).map { parameter in
            var step = [Double](repeating: 0, count: parameterCount)
            step[parameter] = width
            let ahead = moved(by: step).miss(of: pair)
            step[parameter] = -width
            return (ahead - moved(by: step).miss(of: pair)) / (2 * width)
        }
    }
}
