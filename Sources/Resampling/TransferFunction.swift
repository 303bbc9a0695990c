internal import Glibc

/// sRGB's transfer function (IEC 61966-2-1) as tables between 8-bit values and 16-bit linear light.
///
/// There and back every 8-bit value is itself again: the smallest step of sRGB is 20 steps of the linear scale.
struct TransferFunction: Sendable {
    static let sRGB = Self()

    /// Linear light 0...65535 of each 8-bit value.
    let linear: [UInt16]
    /// The nearest 8-bit value of each linear light.
    let encoded: [UInt8]

    private init() {
        linear = (0...255).map { UInt16((linearLight(Double($0) / 255) * 65535).rounded()) }
        var encoded = [UInt8](repeating: 255, count: 65536)
        var next = 0
        for value in 0..<255 {
            let end = Int((linearLight((Double(value) + 0.5) / 255) * 65535).rounded(.up))
            for light in next..<end { encoded[light] = UInt8(value) }
            next = end
        }
        self.encoded = encoded
    }
}

private func linearLight(_ value: Double) -> Double {
    value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
}
