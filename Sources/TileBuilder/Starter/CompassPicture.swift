internal import Foundation
internal import Resampling

/// A panorama drawn by the program: the points of the compass, a net of lines every 30°, and a few letters.
///
/// Its centre column looks north.
struct CompassPicture {
    /// What stands below each point of the compass: digits.
    let label: String
    /// Red, green and blue, 0 to 255, of zenith, horizon and ground.
    let zenith: SIMD3<Double>
    let haze: SIMD3<Double>
    let ground: SIMD3<Double>

    /// The whole sphere, twice as wide as high.
    func pixels(width: Int) -> PixelBuffer {
        var pixels = PixelBuffer(width: width, height: width / 2)
        for row in 0..<pixels.height {
            let pitch = 90 - (Double(row) + 0.5) / Double(pixels.height) * 180
            for column in 0..<width {
                let yaw = (Double(column) + 0.5) / Double(width) * 360 - 180
                let colour = colour(yaw: yaw, pitch: pitch)
                pixels[column, row] = SIMD4(UInt8(colour.x), UInt8(colour.y), UInt8(colour.z), 255)
            }
        }
        return pixels
    }

    /// Degrees.
    private func colour(yaw: Double, pitch: Double) -> SIMD3<Double> {
        if isInk(yaw, pitch) { return SIMD3(250, 250, 245) }
        let plain = pitch > 0 ? mixed(haze, zenith, pitch / 90) : mixed(ground * 1.15, ground * 0.6, -pitch / 90)
        return isLine(yaw, pitch) ? mixed(plain, SIMD3(repeating: 255), 0.35) : plain
    }

    private func isLine(_ yaw: Double, _ pitch: Double) -> Bool {
        if abs(pitch) < 0.4 { return true }
        let toParallel = abs(pitch - 30 * (pitch / 30).rounded())
        let toMeridian = abs(yaw - 30 * (yaw / 30).rounded()) * cos(pitch * .pi / 180)
        return toParallel < 0.2 || toMeridian < 0.2 && abs(pitch) < 80
    }

    /// Around each point of the compass its letter above the horizon, the label below.
    private func isInk(_ yaw: Double, _ pitch: Double) -> Bool {
        let quarter = Int((yaw / 90).rounded())
        let letter = ["N", "E", "S", "W"][(quarter + 4) % 4]
        let x = yaw - Double(quarter) * 90
        // Dots of two degrees, and of one.
        return Glyphs.isInk(letter, x: x / 2, y: (pitch - 5) / 2) || Glyphs.isInk(label, x: x, y: pitch + 12)
    }
}

private func mixed(_ one: SIMD3<Double>, _ other: SIMD3<Double>, _ share: Double) -> SIMD3<Double> {
    (one + (other - one) * share).clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 255))
}

/// Letters of five by seven dots.
private enum Glyphs {
    /// Seven rows from the top, five dots in each, the left one in the highest bit.
    private static let dots: [Character: [UInt8]] = [
        "N": [17, 25, 21, 19, 17, 17, 17], "E": [31, 16, 16, 30, 16, 16, 31], "S": [15, 16, 16, 14, 1, 1, 30],
        "W": [17, 17, 17, 21, 21, 27, 17], "0": [14, 17, 19, 21, 25, 17, 14], "1": [4, 12, 4, 4, 4, 4, 14],
        "2": [14, 17, 1, 6, 8, 16, 31], "3": [30, 1, 1, 14, 1, 1, 30], "4": [2, 6, 10, 18, 31, 2, 2],
        "5": [31, 16, 30, 1, 1, 17, 14], "6": [6, 8, 16, 30, 17, 17, 14], "7": [31, 1, 2, 4, 8, 8, 8],
        "8": [14, 17, 17, 14, 17, 17, 14], "9": [14, 17, 17, 15, 1, 2, 12],
    ]

    /// - Parameters:
    ///   - x: dots to the right of the middle of the line.
    ///   - y: dots above its foot.
    static func isInk(_ line: String, x: Double, y: Double) -> Bool {
        guard (0..<7).contains(y) else { return false }
        let place = x + Double(line.count * 6 - 1) / 2
        let (index, dot) = (Int((place / 6).rounded(.down)), Int(place.rounded(.down)) % 6)
        guard place >= 0, index < line.count, dot < 5 else { return false }
        let character = line[line.index(line.startIndex, offsetBy: index)]
        return dots[character].map { $0[6 - Int(y)] >> (4 - dot) & 1 == 1 } ?? false
    }
}
