internal import Foundation

extension SoundDuration {
    /// RIFF chunks: `fmt ` says how many bytes a second has, `data` has them.
    static func wav(_ bytes: Data) throws(Fault) -> SoundDuration {
        var place = 12
        var bytesPerSecond: Int?
        while let size = bytes.littleEndian(at: place + 4, count: 4) {
            if bytes.has("fmt ", at: place) {
                // PCM, floating point, or either with more channels; of anything else the rate is an average.
                guard let kind = bytes.littleEndian(at: place + 8, count: 2), [1, 3, 0xFFFE].contains(kind) else {
                    return .unknown("its sound is compressed")
                }
                bytesPerSecond = bytes.littleEndian(at: place + 16, count: 4)
            }
            if bytes.has("data", at: place) {
                guard let bytesPerSecond, bytesPerSecond > 0 else { break }
                // Programs that do not know the size yet write 0 or the most.
                let rest = bytes.count - place - 8
                let count = size == 0 || size > rest ? rest : size
                return .seconds(Double(count) / Double(bytesPerSecond))
            }
            place += 8 + size + size % 2
        }
        throw Fault(reason: "its header has no sound")
    }
}
