/// A text as bytes, and where the lines of it begin as libyaml counts them, for edits that leave all other bytes alone.
struct YAMLBytes {
    let bytes: [UInt8]
    /// Offsets; at least one.
    private let lines: [Int]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var lines = [0]
        var at = 0
        while at < bytes.count {
            let width = Self.breakWidth(bytes, at)
            at += max(width, 1)
            if width > 0 { lines.append(at) }
        }
        self.lines = lines
    }

    /// Nil outside the text.
    func offset(of mark: SourceMark) -> Int? {
        guard lines.indices.contains(mark.line - 1) else { return nil }
        var at = lines[mark.line - 1]
        for _ in 1..<max(mark.column, 1) {
            guard at < bytes.count else { return nil }
            repeat { at += 1 } while at < bytes.count && bytes[at] & 0xC0 == 0x80
        }
        return at
    }

    /// Of the line that holds an offset.
    func lineStart(of offset: Int) -> Int { lines.last { $0 <= offset } ?? 0 }

    /// Where the line that holds an offset ends, before its break.
    func lineEnd(of offset: Int) -> Int {
        var at = offset
        while at < bytes.count, Self.breakWidth(bytes, at) == 0 { at += 1 }
        return at
    }

    /// Where the next line begins, or the end of the text.
    func nextLine(after offset: Int) -> Int {
        let end = lineEnd(of: offset)
        return end + Self.breakWidth(bytes, end)
    }

    /// As the first line ends.
    var lineBreak: [UInt8] {
        let end = lineEnd(of: 0)
        let width = Self.breakWidth(bytes, end)
        return width == 0 ? [newline] : Array(bytes[end..<end + width])
    }

    func isBlank(_ range: Range<Int>) -> Bool { bytes[range].allSatisfy { $0 == space } }

    /// Whether a range of a line holds nothing but spaces and a comment.
    func isBlankOrComment(_ range: Range<Int>) -> Bool {
        let rest = bytes[range].drop { $0 == space || $0 == UInt8(ascii: "\t") }
        return rest.isEmpty || rest.first == UInt8(ascii: "#") && (rest.startIndex > range.lowerBound)
    }

    func replacing(_ range: Range<Int>, with text: [UInt8]) -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(range, with: text)
        return bytes
    }

    /// Bytes of the line break at an offset; 0 where there is none.
    private static func breakWidth(_ bytes: [UInt8], _ at: Int) -> Int {
        guard at < bytes.count else { return 0 }
        switch bytes[at] {
        case newline: return 1
        case UInt8(ascii: "\r"): return at + 1 < bytes.count && bytes[at + 1] == newline ? 2 : 1
        // U+0085, U+2028 and U+2029: YAML 1.1, section 4.2.
        case 0xC2: return bytes[at...].starts(with: [0xC2, 0x85]) ? 2 : 0
        case 0xE2:
            return bytes[at...].starts(with: [0xE2, 0x80, 0xA8]) || bytes[at...].starts(with: [0xE2, 0x80, 0xA9])
                ? 3 : 0
        default: return 0
        }
    }
}

let space = UInt8(ascii: " ")
private let newline = UInt8(ascii: "\n")
