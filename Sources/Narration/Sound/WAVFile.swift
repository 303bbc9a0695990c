/// RIFF WAVE with one channel of 16 bits.
package enum WAVFile {
    /// - Parameter comment: in ASCII; none where it is empty.
    package static func bytes(_ samples: some Collection<Int16>, samplesPerSecond: Int, comment: String = "") -> [UInt8]
    {
        let frame = 2
        let format =
            little(1, 2) + little(1, 2) + little(samplesPerSecond, 4) + little(samplesPerSecond * frame, 4)
            + little(frame, 2)
            + little(8 * frame, 2)
        var chunks = chunk("fmt ", format)
        if !comment.isEmpty { chunks += chunk("LIST", Array("INFO".utf8) + chunk("ICMT", Array(comment.utf8) + [0])) }
        chunks += chunk("data", samples.flatMap { little(Int(UInt16(bitPattern: $0)), 2) })
        return chunk("RIFF", Array("WAVE".utf8) + chunks)
    }

    /// Reads what `espeak-ng` writes to a pipe: its sizes mean nothing, the sound goes on to the end.
    ///
    /// - Returns: nil where it is nothing of that kind.
    package static func speech(_ bytes: [UInt8]) -> Speech? {
        func number(_ place: Int, _ count: Int) -> Int {
            bytes[place..<place + count].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let header = 44
        guard bytes.count >= header, bytes.starts(with: "RIFF".utf8), bytes[36..<40].elementsEqual("data".utf8),
            number(22, 2) == 1, number(34, 2) == 16, (8000...96_000).contains(number(24, 4))
        else { return nil }
        let samples = stride(from: header, to: bytes.count - 1, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
        return Speech(samplesPerSecond: number(24, 4), samples: samples)
    }

    private static func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(content.count, 4) + content + (content.count.isMultiple(of: 2) ? [] : [0])
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
